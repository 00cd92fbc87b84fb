"""The server's settings are the same from the tree and from a wheel, and say what they must."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
TREE, WHEEL = ROOT / ".streamlit" / "config.toml", ROOT / "timeline" / "pages" / ".streamlit" / "config.toml"


def test_the_tree_and_the_wheel_have_the_same_settings():
    assert TREE.read_bytes() == WHEEL.read_bytes()


def test_the_settings_keep_to_this_machine_and_send_nothing():
    found = tomllib.loads(TREE.read_text())
    assert found["server"]["address"] == "127.0.0.1"
    assert found["server"]["enableXsrfProtection"] and found["server"]["enableCORS"]
    assert found["server"]["maxUploadSize"] <= 50
    assert found["browser"]["gatherUsageStats"] is False
    assert found["client"]["disableDataExport"] is True


def test_streamlit_finds_the_app_in_both_entries():
    from streamlit.web.server.app_discovery import discover_asgi_app

    for entry in (ROOT / "app.py", ROOT / "timeline" / "pages" / "app.py"):
        assert discover_asgi_app(entry).import_string == "app:app"
