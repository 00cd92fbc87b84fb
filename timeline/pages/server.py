"""What stands around the pages: which hosts are answered, and the security headers of every answer.

    >>> "default-src 'self'" in dict(HEADERS)["content-security-policy"]
    True

Streamlit checks the host of its WebSocket alone; a page of another site could still read `/` by rebinding its name, so
every request is checked here. Names beside this machine's are given in TIMELINE_HOSTS, separated by commas.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from timeline import logs
from timeline.pages import places
from timeline.pages.large import ROUTES
from timeline.pages.screen import Noted

MAIN = Path(__file__).with_name("main.py")
HOSTS = ["localhost", "127.0.0.1", *filter(None, os.environ.get("TIMELINE_HOSTS", "").split(","))]

# 'unsafe-inline': streamlit's page sets its styles and one start-up line of script inline. Nothing is evaluated, and
# nothing comes from or goes to another host, so that not even an image of an article tells where it is read.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; frame-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)


ASKED = re.compile(r"[^/._][^/.]{0,80}")  # the address of a page: no folder, no file, nothing of Streamlit's own
ANSWERED = {*(place.path for place in places.PAGES), "oauth2callback"}


class SecurityHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(k, v) for k, v in message.get("headers", ()) if k.decode("latin-1") not in dict(HEADERS)]
                message["headers"] = [*given, *((k.encode(), v.encode()) for k, v in HEADERS)]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class FirstPage:
    """`/timeline` is the first page by its name; the address that Streamlit gives it is `/`. A page that there is not leads
    there too, where it is named: Streamlit would lay a box of its own over it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            name = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/")
            query = scope["query_string"].decode("latin-1")
            if name == "timeline":
                await RedirectResponse(f"./?{query}" if query else "./")(scope, receive, send)
                return
            if b"text/html" in dict(scope["headers"]).get(b"accept", b"") and ASKED.fullmatch(name) and name not in ANSWERED:
                await RedirectResponse("./?" + urlencode({places.LOST: name}))(scope, receive, send)
                return
        await self.app(scope, receive, send)


logs.begin(default="-")
SERVER: dict[str, Any] = {
    "script_path": MAIN,
    "routes": ROUTES,
    "middleware": [Middleware(SecurityHeaders), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
                   Middleware(FirstPage), Middleware(Noted)],
}
