"""A page's state is its URL."""

from timeline.selection import Filters
from timeline.view import SETTINGS, View


def test_every_setting_survives_the_way_through_the_url():
    values = {s.name: s.choices[-1] if s.choices else "Words & more" for s in SETTINGS}
    view = View(filters=Filters(types=("attack",)), other=Filters(actors=("Iran",)), **values)
    assert View.from_query(view.query()) == (view, [])
    assert set(values) == set(View.model_fields) - {"filters", "other"}


def test_defaults_are_not_in_the_url():
    assert View().query() == {}
    assert View().url("table") == "/table"


def test_a_page_holds_only_its_own_settings():
    view = View(filters=Filters(places=("Doha",)), lanes="actor", series="killed")
    assert view.query("lanes") == {"place": ["Doha"], "lanes": ["actor"]}


def test_the_second_selection_has_its_own_keys():
    view, problems = View.from_query({"actor": ["Qatar"], "b.actor": ["Egypt"], "b.from": ["soon"]})
    assert view.filters.actors == ("Qatar",)
    assert view.other is not None and view.other.actors == ("Egypt",)
    assert problems == ["b.from=soon: expected a day such as 2024-02-14"]


def test_unknown_keys_and_values_are_said_and_the_rest_applied():
    view, problems = View.from_query({"lanes": ["spiral"], "scale": ["log"], "evil": ["__import__"]})
    assert view.lanes == "packed" and view.scale == "log"
    assert problems == ["lanes=spiral: expected one of packed, actor, type, place, publisher", "evil: this page does not know it"]


def test_a_very_long_text_is_cut():
    view, _ = View.from_query({"title": ["x" * 5000]})
    assert len(view.title) == 300
