"""How large the window is, so that text is fitted to the room that there is.

    >>> parsed("1920x1080"), parsed("wide"), parsed("1x1")
    ((1920, 1080), None, None)

The page that the server sends notes the size of its window in a cookie before it opens its connection, which carries the
cookie: the first chart is fitted to the window without a second run. A window made larger is noticed when the page is
loaded again. A browser that keeps no cookie gets charts that fit a window of 1366 by 768.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from timeline.pages import parts

__all__ = ["COOKIE", "NOTING", "Noted", "parsed"]

COOKIE = "timeline_window"
NOTING = (
    "<script>(function(){function note(){document.cookie='" + COOKIE + "='+innerWidth+'x'+innerHeight+';path=/;SameSite=Strict'}"
    "note();addEventListener('resize',note)})()</script>"
).encode()
HEAD, END = b"<head>", b"</head>"


def parsed(text: str) -> tuple[int, int] | None:
    """Width and height of a window in pixels; None where the text is not of one."""
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text, re.ASCII)
    return (int(found[1]), int(found[2])) if found else None


class Noted:
    """Puts NOTING into the head of every page of HTML, and the parts that our pages need at its end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = dict(scope.get("headers", ())).get(b"accept", b"") if scope["type"] == "http" else b""
        if b"text/html" not in accepted or scope.get("method") != "GET":
            await self.app(scope, receive, send)
            return
        plain = [(k, v) for k, v in scope["headers"] if k not in (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")]
        begun: list[Message] = []
        body = bytearray()

        async def with_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                if dict(message.get("headers", ())).get(b"content-type", b"").startswith(b"text/html") and message["status"] == 200:
                    begun.append(message)
                else:
                    await send(message)
            elif message["type"] == "http.response.body" and begun:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    whole = bytes(body).replace(HEAD, HEAD + NOTING, 1).replace(END, parts.head() + END, 1)
                    headers = [(k, v) for k, v in begun[0]["headers"] if k not in (b"content-length", b"etag", b"last-modified")]
                    await send({**begun[0], "headers": [*headers, (b"content-length", str(len(whole)).encode())]})
                    await send({"type": "http.response.body", "body": whole})
            else:
                await send(message)

        await self.app({**scope, "headers": plain}, receive, with_note)
