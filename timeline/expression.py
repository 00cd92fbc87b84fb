"""What a phrase of time says: frozen nodes, from "Tuesday" to "the first two weeks of last May".

    >>> Relative("last", Weekday(2))
    Relative(how='last', what=Weekday(number=2))
    >>> build("ago", Count(2, 2), "week")
    Away(how='ago', count=Count(low=2, high=2, vague=False), unit='week')

A node holds what the words say and nothing of when they were written; `timeline.resolving.resolve(expression, anchor)`
gives the days. A slot that the words leave open (the year of "3 May") is None.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """How many: exactly (low = high), or between two bounds that the words leave vague ("a few")."""

    low: float
    high: float
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date with whatever parts are told, from the year down to the day."""

    year: int | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers and a year, 03/04/2024, whose order the words do not tell."""

    one: int
    two: int
    year: int


@dataclass(frozen=True, slots=True)
class Known:
    """A day so well known by its name that the year is left out: always ("the September 11 attacks"), or unless the
    story tells of another time ("since October 7"). `apart`: days after a later such day in which that one is meant."""

    year: int
    month: int
    day: int
    always: bool = True
    apart: int = 0


@dataclass(frozen=True, slots=True)
class BeforeChrist:
    """A year before Christ, with a month or season; TIMEX3 can write it, the calendar of the tables cannot."""

    year: int
    part: int | str | None = None


@dataclass(frozen=True, slots=True)
class CenturyBC:
    number: int


@dataclass(frozen=True, slots=True)
class Season:
    year: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter; one of a year without a number, "the 1988 period", is the one whose figures are told."""

    year: int | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Half:
    year: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Decade:
    first: int


@dataclass(frozen=True, slots=True)
class Century:
    number: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A calendar unit as a whole: the week, the month, the year."""

    unit: str


@dataclass(frozen=True, slots=True)
class Weekday:
    number: int


@dataclass(frozen=True, slots=True)
class Feast:
    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Hijri:
    year: int | None
    month: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The day of the telling, or one so many days from it."""

    offset: int


@dataclass(frozen=True, slots=True)
class Relative:
    """`last`, `this`, `next` hang on the telling; `previous`, `that`, `following` on the date told before; `the` on either."""

    how: str
    what: Expression


@dataclass(frozen=True, slots=True)
class Inside:
    """A part told with the whole it lies in: "June last year", "the 3rd of last month"."""

    inner: Expression
    outer: Expression


@dataclass(frozen=True, slots=True)
class Away:
    """So many units `ago` or `hence` from the telling, `later` or `earlier` than the date told before."""

    how: str
    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class AwayToday:
    """So many units ago to the day."""

    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units after (or, negative, before) a time that is told in the same words."""

    count: Count
    unit: str
    base: Expression


@dataclass(frozen=True, slots=True)
class Part:
    """The `early`, `mid`, `late`, `start`, `end` of a time, its half 1 or 2, or the `whole` of it."""

    position: str | int
    base: Expression


@dataclass(frozen=True, slots=True)
class About:
    """A time or length that the words make rough: `about`, `nearly`, `over`, `less`, `least`."""

    mod: str
    base: Expression


@dataclass(frozen=True, slots=True)
class Time:
    """A clock time or part of a day, and the day; `zone` is "Z" where the hour is that of Greenwich."""

    clock: str
    base: Expression
    zone: str | int | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class Term:
    """In so many units: the end of that time where the words tell of a plan, else a length."""

    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class Into:
    """So many units into something whose beginning is told elsewhere: "five months into the war"."""

    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class After:
    """So many units after (or, negative, before) something whose day is told elsewhere: "two days after the coup" (a
    length), "the day after the coup" (`dated`)."""

    count: Count
    unit: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """The nth unit since something began that is told elsewhere: "in its fifth day"."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The unit that ends with a day told in the same words: "the quarter ended Sept. 30"."""

    count: Count
    unit: str
    base: Expression


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night that ends on a day."""

    base: Expression


@dataclass(frozen=True, slots=True)
class Those:
    """The range told last: "in those days"."""


@dataclass(frozen=True, slots=True)
class Window:
    """The `past` or `coming` so many units as seen from the telling."""

    how: str
    count: Count
    unit: str


@dataclass(frozen=True, slots=True)
class Portion:
    """The `first` or `final` so many units of a time."""

    how: str
    count: Count
    unit: str
    base: Expression


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth unit (from the end: -1) of a time; for a weekday, its number."""

    number: int
    unit: str | int
    base: Expression


@dataclass(frozen=True, slots=True)
class WeekOf:
    base: Expression
    unit: str = "week"


@dataclass(frozen=True, slots=True)
class WeekFrom:
    """The weekday a week on ("Monday week") or back ("a week ago Monday")."""

    weeks: int
    base: Expression


@dataclass(frozen=True, slots=True)
class YearEnd:
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """A set: each of so many units, or each weekday, month or season."""

    count: Count | None
    unit: str | Expression


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF or FUTURE_REF of TIMEX3."""

    value: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two expressions that share a part: "5-7 June"."""

    first: Expression
    second: Expression


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a time and are none."""


Expression = (
    Date | Numeric | Known | BeforeChrist | CenturyBC | Season | Quarter | Half | Decade | Century | Unit | Weekday | Feast
    | Hijri | Today | Relative | Inside | Away | AwayToday | Shift | Part | About | Time | Lasting | Window | Portion | Nth
    | WeekOf | WeekFrom | YearEnd | Every | Reference | Pair | Nothing | Term | Into | Running | Ending | Overnight | Those | After
)  # fmt: skip


def innermost(e: Expression) -> Expression:
    """The node that decides where a time hangs: the base of parts, clock times, roundings and steps."""
    while isinstance(e, (Part, About, Time, Shift, Nth, Portion, Ending, Overnight)):
        e = e.base
    return e


def is_open(e: Expression) -> bool:
    """Whether the passage has to choose the year or week: "Tuesday", "3 May", "the summer"."""
    match innermost(e):
        case Date(year=None) | Season(year=None) | Quarter(year=None) | Half(year=None) | Feast(year=None):
            return True
        case Weekday() | YearEnd() | Known(always=False) | Relative("this", Weekday()) | Term() | Running():
            return True
    return False


def is_stated(e: Expression) -> bool:
    """Whether the words tell the whole date, wherever they stand."""
    match innermost(e):
        case Date(year=int(y)) | Season(year=int(y)) | Quarter(year=int(y), number=int()):
            return y > 99
        case Reference() | Lasting() | Every():
            return True
    return False


def steps(e: Expression) -> bool:
    """Whether it counts exact days from a day told before: "two days later", "the day before", "its fifth day"."""
    match e:
        case Away("later" | "earlier", Count(low, high), "day"):
            return low == high
        case Relative("previous" | "following", Unit("day")):
            return True
        case Running(_, "day"):
            return True
    return False


# The names that `means` of a language table may use, and the node of each with the slots that the name already fills.
# fmt: off
NODES: dict[str, tuple[type, tuple[object, ...]]] = {
    "date": (Date, ()), "numeric": (Numeric, ()), "known": (Known, ()), "bc": (BeforeChrist, ()),
    "bccentury": (CenturyBC, ()), "season": (Season, ()), "quarter": (Quarter, ()), "half": (Half, ()),
    "decade": (Decade, ()), "century": (Century, ()), "unit": (Unit, ()), "weekday": (Weekday, ()),
    "feast": (Feast, ()), "hijri": (Hijri, ()), "today": (Today, ()),
    **{how: (Relative, (how,)) for how in ("last", "this", "next", "that", "previous", "following", "the", "latest")},
    "in": (Inside, ()), **{how: (Away, (how,)) for how in ("ago", "hence", "later", "earlier")},
    "agoday": (AwayToday, ()), "shift": (Shift, ()), "part": (Part, ()), "about": (About, ()), "time": (Time, ()),
    "lasting": (Lasting, ()), "past": (Window, ("past",)), "coming": (Window, ("coming",)),
    "first": (Portion, ("first",)), "final": (Portion, ("final",)), "nth": (Nth, ()), "nthday": (Nth, ()), "weekof": (WeekOf, ()),
    "weeklater": (WeekFrom, (1,)), "weekago": (WeekFrom, (-1,)), "yearend": (YearEnd, ()), "every": (Every, ()), "everyday": (Every, (None,)),
    "term": (Term, ()), "into": (Into, ()), "after": (After, ()), "running": (Running, ()), "ending": (Ending, ()), "overnight": (Overnight, ()),
    "those": (Those, ()), "ref": (Reference, ()), "pair": (Pair, ()), "nothing": (Nothing, ()),
}
# fmt: on
COUNTED = ("ago", "hence", "later", "earlier", "agoday", "shift", "lasting", "past", "coming", "first", "final", "every", "term", "into", "after", "ending")


def build(name: str, *slots: object) -> Expression:
    """The node of a name, with its slots filled; raises KeyError for a name that no node has."""
    node, fixed = NODES[name]
    return node(*fixed, *slots)
