"""Large downloads: a file that is made on the disk and streamed by a route of the app, so that no table is held in memory.

A page that has passed the gate leaves an order and shows its link, `/download/TICKET`. Who follows it must be who left the
order, by the same sign-in as for the page; the host is checked as for every request. An order is good for an hour.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import IO, Any

import streamlit as st
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from timeline.access import ANYONE_LOCAL, Refused, Rules, RulesError, admit

ROWS = 50_000  # rows from which a file goes this way
SECONDS, MOST = 3600.0, 1_000  # that an order is good for; orders that are kept


@dataclass(frozen=True, slots=True)
class Order:
    """One file: who ordered it until when, its name, and what writes it."""

    who: str
    until: float
    name: str
    media: str
    write: Callable[[IO[bytes]], None]


_ORDERS: dict[str, Order] = {}
_LOCK = Lock()


def order(who: str, name: str, media: str, write: Callable[[IO[bytes]], None]) -> str:
    """The address of a file that is made when it is asked for, relative to the dashboard's own."""
    now = time.monotonic()
    ticket = secrets.token_urlsafe(32)
    with _LOCK:
        for old in [t for t, o in _ORDERS.items() if o.until < now] + list(_ORDERS)[: max(0, len(_ORDERS) - MOST + 1)]:
            _ORDERS.pop(old, None)
        _ORDERS[ticket] = Order(who, now + SECONDS, name, media, write)
    return f"download/{ticket}"


def offer(label: str, who: str, name: str, media: str, write: Callable[[IO[bytes]], None]) -> None:
    """A link to the file, with the look of a button."""
    held = st.session_state.setdefault("orders", {})
    wanted = (name, json.dumps(st.session_state["view"].query(), sort_keys=True, default=str))
    if wanted not in held or held[wanted].rpartition("/")[2] not in _ORDERS:
        held[wanted] = order(who, name, media, write)
    st.link_button(label, f"{_base()}/{held[wanted]}", icon=":material/download:")


def _base() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def visitor_of(cookies: Mapping[str, str]) -> str | None:
    """Who sends these cookies, by the sign-in of the page; None for nobody who may read."""
    if "auth" not in st.secrets:
        return ANYONE_LOCAL
    from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

    told = _get_signed_cookie_with_chunks(dict(cookies), "_streamlit_user")
    claims: dict[str, Any] = json.loads(told) if told else {}
    if not claims.get("is_logged_in"):
        return None
    try:
        found = admit(claims, Rules.of(dict(st.secrets["access"]) if "access" in st.secrets else {}), now=time.time())
    except RulesError:
        return None
    return None if isinstance(found, Refused) else found.name


def answer(request: Request) -> Response:
    """The file of a ticket, written aside and sent piece by piece."""
    with _LOCK:
        found = _ORDERS.get(request.path_params["ticket"])
    if found is None or found.until < time.monotonic():
        return PlainTextResponse("This link has ended: open the page again and take a new one.", 404)
    try:
        who = visitor_of(request.cookies)
    except FileNotFoundError:  # no secrets file: nobody signs in here
        who = ANYONE_LOCAL
    if who != found.who:
        return PlainTextResponse("Sign in on the page, then take the link from there.", 403)
    out = NamedTemporaryFile(prefix="timeline-download-")  # noqa: SIM115  closed, and so removed, once it is sent
    try:
        found.write(out)
        out.flush()
    except BaseException:
        out.close()
        raise
    return FileResponse(out.name, media_type=found.media, filename=found.name, background=BackgroundTask(out.close))


ROUTES = [Route("/download/{ticket}", answer)]
