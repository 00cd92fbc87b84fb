"""Sign-in against an OpenID Connect provider on the loopback address: log in, refused, expired, log out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from timeline.build import build
from timeline.store import Tables

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

ARTICLE = "On 3 May 2019 the two sides signed a truce in Doha, mediators said. Four people were killed on 4 May 2019."


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@dataclass
class Site:
    url: str
    provider: int
    folder: Path


def served(folder: Path, provider: int, access: str) -> tuple[Site, subprocess.Popen[bytes]]:
    """The dashboard with sign-in at that provider and those lists, over one built article."""
    articles = folder / "articles"
    articles.mkdir()
    (articles / "truce.txt").write_text(ARTICLE, encoding="utf-8")
    build([articles], folder / "tables", workers=1)
    port = free_port()
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{os.urandom(24).hex()}"\n'
        f'client_id = "timeline"\nclient_secret = "of no worth"\n'
        f'server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"\n\n[access]\n{access}\n',
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline.cli", "serve", "--tables", str(folder / "tables"), "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    site = Site(f"http://localhost:{port}", provider, folder)
    answers(f"{site.url}/_stcore/health")
    return site, process


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    oidc = pytest.importorskip("oidc_provider_mock")
    people = [
        oidc.User(sub="mira", claims={"email": "mira@desk.example", "email_verified": True}),
        oidc.User(sub="noor", claims={"email": "noor@desk.example", "email_verified": True}),
        oidc.User(sub="eve", claims={"email": "eve@other.example", "email_verified": True}),
    ]
    with oidc.run_server_in_thread(user_claims=people) as server:
        yield server.server_port



@pytest.fixture(scope="module")
def site(provider: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site, process = served(
        tmp_path_factory.mktemp("desk"), provider, 'read = ["@desk.example"]\ncorrect = ["mira@desk.example"]'
    )
    yield site
    os.killpg(process.pid, 15)


def sign_in(page: Any, site: Site, person: str) -> None:
    page.goto(site.url)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"http://localhost:{site.provider}/**")
    page.fill('input[name="sub"]', person)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site.url}/**")


def confirmed_at_provider(page: Any, site: Site) -> None:
    """The provider ends its own session too; then the dashboard asks to sign in again and shows nothing."""
    page.get_by_role("button", name="End session").click(timeout=20_000)
    page.wait_for_url(f"{site.url}/**")
    page.get_by_role("button", name="Log in").wait_for(timeout=20_000)
    assert "truce" not in page.inner_text("body")


def test_who_has_not_signed_in_sees_no_event_on_any_page(browser: Any, site: Site) -> None:
    page = browser.new_page()
    for path in ("", "table", "articles"):
        page.goto(f"{site.url}/{path}")
        page.get_by_role("button", name="Log in").wait_for(timeout=20_000)
        assert "truce" not in page.inner_text("body")
    page.close()


def test_a_listed_person_logs_in_reads_and_logs_out(browser: Any, site: Site) -> None:
    page = browser.new_page()
    sign_in(page, site, "mira")
    page.get_by_text("mira@desk.example").wait_for(timeout=20_000)
    page.get_by_text("may correct").wait_for()
    page.get_by_role("heading", name="Timeline").wait_for()
    page.get_by_role("button", name="Log out").click()
    confirmed_at_provider(page, site)
    page.close()


def test_a_person_who_is_not_listed_is_refused_by_name(browser: Any, site: Site) -> None:
    page = browser.new_context().new_page()
    sign_in(page, site, "eve")
    page.get_by_text("Not admitted: eve@other.example is not on the list of readers").wait_for(timeout=20_000)
    assert "truce" not in page.inner_text("body")
    page.context.close()


def event_of(site: Site) -> str:
    with Tables(site.folder / "tables") as tables:
        return str(tables.query("SELECT event_id FROM events ORDER BY start LIMIT 1").event_id[0])


def test_a_correction_carries_the_name_of_who_signed_in(browser: Any, site: Site) -> None:
    page = browser.new_context().new_page()
    sign_in(page, site, "mira")
    page.get_by_text("may correct").wait_for(timeout=20_000)
    page.goto(f"{site.url}/?event={event_of(site)}")
    page.get_by_text("Correct", exact=True).click(timeout=20_000)
    page.get_by_text("Signed as mira@desk.example").wait_for(timeout=20_000)
    assert page.get_by_label("Your name").count() == 0
    page.get_by_label("Becomes").fill("2019-05-02")
    page.get_by_label("Reason").fill("read again")
    page.get_by_role("button", name="Save the correction").click()
    file = site.folder / "corrections.toml"
    end = time.monotonic() + 20
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.2)
    assert 'by = "mira@desk.example"' in file.read_text(encoding="utf-8")
    page.context.close()


def test_who_may_only_read_sees_no_control_that_corrects(browser: Any, site: Site) -> None:
    (site.folder / "corrections.toml").write_text(
        f'[[correction]]\ntarget = "event:{event_of(site)}"\nfield = "title"\nvalue = "Truce"\nreason = "r"\nby = "mira@desk.example"\n',
        encoding="utf-8",
    )
    page = browser.new_context().new_page()
    sign_in(page, site, "noor")
    page.get_by_text("noor@desk.example · reads").wait_for(timeout=20_000)
    page.goto(f"{site.url}/?event={event_of(site)}")
    page.get_by_text("Read it in the article").first.wait_for(timeout=20_000)
    assert page.get_by_text("Correct", exact=True).count() == 0
    page.goto(f"{site.url}/corrections")
    page.get_by_text("1 correction, 0 of them not applied").wait_for(timeout=20_000)
    assert page.get_by_role("button", name="Undo").count() == 0
    page.context.close()


def test_a_sign_in_that_is_too_old_is_refused_and_can_be_renewed(browser: Any, provider: int, tmp_path: Path) -> None:
    site, process = served(tmp_path, provider, 'read = ["@desk.example"]\nhours = 0.0005')
    try:
        page = browser.new_context().new_page()
        sign_in(page, site, "mira")
        time.sleep(2.5)  # longer than the 1.8 seconds that this sign-in is good for
        page.reload()
        page.get_by_text("is older than").wait_for(timeout=20_000)
        page.get_by_role("button", name="Sign in again").click()
        confirmed_at_provider(page, site)
        page.context.close()
    finally:
        os.killpg(process.pid, 15)
