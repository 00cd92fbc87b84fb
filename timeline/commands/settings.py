"""Checks of what the dashboard is told: address, hosts, sign-in, corrections and log.

    >>> from pathlib import Path
    >>> list(settings(Path("/nowhere"), {"TIMELINE_HOSTS": "https://a.example"}))[1].problem
    "'https://a.example' is no name of a host: write it without scheme, port and path, as timeline.desk.example"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from timeline.access import Rules, RulesError
from timeline.commands.doctor import Check

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SAFE = {"enableXsrfProtection": True, "enableCORS": True}


def settings(folder: Path, environment: Mapping[str, str]) -> Iterator[Check]:
    """One check a setting, as a server started in the folder with this environment would find it."""
    yield from _config(folder / ".streamlit" / "config.toml")
    hosts = [h for h in environment.get("TIMELINE_HOSTS", "").split(",") if h]
    wrong = [h for h in hosts if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", h)]
    yield Check(f"hosts: {', '.join(['localhost', '127.0.0.1', *hosts])}",
                f"{wrong[0]!r} is no name of a host: write it without scheme, port and path, as timeline.desk.example"
                if wrong else "")  # fmt: skip
    yield from _sign_in(folder / ".streamlit" / "secrets.toml", shared=bool(hosts))
    yield from _corrections(Path(environment.get("TIMELINE_CORRECTIONS") or _beside_tables(folder, environment)))
    if (log := environment.get("TIMELINE_LOG", "-")) != "-":
        place = Path(log).absolute().parent
        yield Check(f"log: {log}", "" if place.is_dir() else f"the folder {place} is not there: make it")


def _beside_tables(folder: Path, environment: Mapping[str, str]) -> Path:
    return (folder / (environment.get("TIMELINE_TABLES") or "data/tables")).parent / "corrections.toml"


def _read(file: Path) -> dict[str, Any] | str:
    """What the file says, or what is wrong with it. A file that is not there says nothing."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (OSError, ValueError) as error:
        return f"{error}: mend or remove it"


def _config(file: Path) -> Iterator[Check]:
    told = _read(file)
    if isinstance(told, str):
        yield Check(str(file), told)
        return
    server = told.get("server", {})
    address = server.get("address", "127.0.0.1")
    yield Check(f"address: {address}", "" if address in LOOPBACK else
                f"{file}: other machines can reach it; set server.address to 127.0.0.1 and put a proxy before it")  # fmt: skip
    for name, value in SAFE.items():
        if server.get(name, value) is not value:
            yield Check(name, f"{file}: pages of other sites may act as the reader; set server.{name} to true")


def _sign_in(file: Path, *, shared: bool) -> Iterator[Check]:
    told = _read(file)
    if isinstance(told, str):
        yield Check(str(file), told)
        return
    auth, access = told.get("auth"), told.get("access")
    if auth is None:
        problem = "[access] is there without [auth], and has no effect: add [auth]" if access is not None else (
            "hosts beside this machine's are answered, and nobody signs in: add [auth] and [access], or let the proxy "
            "ask" if shared else "")  # fmt: skip
        yield Check("sign-in: none, who reaches the page may read and correct", problem, optional=access is None)
        return
    yield Check("sign-in: OpenID Connect", _wrong(auth, access, file))


def _wrong(auth: Any, access: Any, file: Path) -> str:
    """The first thing that is wrong with the sign-in."""
    missing = [name for name in NEEDED if not isinstance(auth, dict) or not auth.get(name)]
    if missing:
        return f"{file}: [auth] lacks {', '.join(missing)}"
    if find_spec("authlib") is None:
        return "the package authlib is missing: pip install 'timeline[auth]'"
    if len(str(auth["cookie_secret"])) < 32:
        return f"{file}: [auth] cookie_secret is short: take 32 random characters or more"
    for name in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(str(auth[name]))
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            return f"{file}: [auth] {name} is not https, and who listens can sign in as another"
    if not urlsplit(str(auth["redirect_uri"])).path.endswith("/oauth2callback"):
        return f"{file}: [auth] redirect_uri does not end with /oauth2callback"
    try:
        Rules.of(access or {})
    except RulesError as error:
        return f"{file}: {error}"
    if file.stat().st_mode & 0o077:
        return f"{file}: others on this machine can read it: chmod 600 {file}"
    return ""


def _corrections(file: Path) -> Iterator[Check]:
    from timeline.corrections import CorrectionError, parse

    try:
        count = len(parse(file.read_text(encoding="utf-8"), name=str(file)))
    except FileNotFoundError:
        return
    except (CorrectionError, OSError, UnicodeDecodeError) as error:
        yield Check("corrections", f"{error}: none is applied until it is mended")
        return
    yield Check(f"corrections: {count:,} in {file}")
