"""What a rule finds: the people whom one effect befell.

>>> Finding("killed", [], "<effect verb> N", Trigger(0, 1, ())).status is None
True
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.casualties.objects import ACTIVE
from timeline.casualties.parse import Parse
from timeline.casualties.people import Group
from timeline.casualties.triggers import Trigger


@dataclass(slots=True, eq=False)
class Finding:
    """Groups that together are the victims of one effect, found by one rule."""

    effect: str
    groups: list[Group]
    rule: str
    trigger: Trigger
    parent: Finding | None = field(default=None)
    status: str | None = None
    earlier: Group | None = None


def counted_at(parse: Parse, k: int) -> bool:
    return k in parse.starts and parse.starts[k].counted


def shared_object(parse: Parse, trigger: Trigger) -> list[Group]:
    """'killed and wounded 12', 'killed and mutilated a man': the object of the second verb."""
    words, k = parse.words, trigger.after
    if words[k : k + 1] not in (["and"], ["or"]) or k + 1 >= len(words):
        return []
    k = parse.skip(k + 1)
    following = parse.trigger_of.get(k)
    if following is not None:
        return parse.object(following) if following.form(*ACTIVE) else []
    return parse.list_from(parse.skip(k + 1)) if k < len(words) and words[k].endswith("ed") else []
