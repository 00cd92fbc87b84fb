"""The page notes how large its window is, and what is no page is left alone."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from timeline.pages import parts
from timeline.pages.screen import NOTING, Noted, parsed

PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body>" + "long " * 500 + "</body></html>"


async def _page(_request):
    return HTMLResponse(PAGE)


async def _data(_request):
    return JSONResponse({"head": "<head>"})


APP = Noted(GZipMiddleware(Starlette(routes=[Route("/", _page), Route("/data", _data)])))


def run(answer) -> None:
    """Waits for an answer in a thread of its own: a browser test in this process may have left a loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, answer).result()


def get(path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer."""
    told = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": told, "http_version": "1.1"}
    run(APP(scope, receive, send))
    return {k.decode(): v.decode() for k, v in sent[0]["headers"]}, b"".join(m.get("body", b"") for m in sent)


def test_a_page_gets_the_script_that_notes_its_window_whole_and_once():
    headers, body = get("/", accept="text/html,*/*", accept_encoding="gzip")
    assert body.decode() == PAGE.replace("<head>", "<head>" + NOTING.decode()).replace("</head>", parts.head().decode() + "</head>")
    assert int(headers["content-length"]) == len(body)


def test_the_parts_that_draw_a_chart_are_named_in_the_head_and_are_there():
    import streamlit

    folder = Path(streamlit.__file__).parent / "static"
    named = re.findall(r'href="\./(static/js/[^"]+)"', parts.head().decode())
    assert [n for n in named if "/PlotlyChart." in n] and all((folder / n).is_file() for n in named)
    assert not set(named) & set(re.findall(r"static/js/[\w.-]+", (folder / "index.html").read_text()))  # which are fetched anyhow


def test_what_a_part_imports_is_named_after_it_and_what_is_not_there_is_left_out(tmp_path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "PlotlyChart.1.js").write_text('import{a as b}from"./axes.2.js";import"./held.3.js";import{c}from"./gone.4.js";')
    (tmp_path / "js" / "axes.2.js").write_text('import{t}from"./PlotlyChart.1.js";')
    (tmp_path / "js" / "held.3.js").write_text("")
    assert parts.needed(tmp_path, 'href="./static/js/held.3.js"') == ["./static/js/PlotlyChart.1.js", "./static/js/axes.2.js"]
    assert parts.needed(tmp_path / "elsewhere", "") == []


def test_what_is_no_page_is_as_it_was():
    assert json.loads(get("/data", accept="text/html")[1]) == {"head": "<head>"}
    assert get("/", accept="*/*")[1].decode() == PAGE


def test_a_cookie_that_holds_no_window_is_none():
    assert parsed("1366x768") == (1366, 768)
    assert [parsed(t) for t in ("", "1366", "1366x768x1", "99x99", "٣٣٣x٣٣٣", "1e9x100")] == [None] * 6


def test_a_connection_that_is_no_page_passes_through():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    run(Noted(app)({"type": "websocket", "headers": []}, None, None))
    assert seen == ["websocket"]
