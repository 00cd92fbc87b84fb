"""The look of every chart, on screen and in exports: type scale, colours and marks, light, dark and for print.

    >>> LOOKS["light"].style("attack")
    Style(colour='#a06804', symbol='circle')
    >>> LOOKS["light"].style("attack").symbol == LOOKS["dark"].style("attack").symbol
    True

Ten categories differ in hue for three kinds of sight and in lightness for a grey printer, and each has a mark of its
own, so that no chart rests on colour alone. Colour never judges: it names a type or a claimant, not a side.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'
TITLE, SUBTITLE, BODY, SMALL = 18, 13, 12, 11  # the one type scale, in pixels

# fmt: off
TYPES = {  # the slot of each event type; what shares a slot is one family in the legend
    "attack": 4, "battle": 0, "ceasefire": 1, "negotiation": 5, "meeting": 8, "agreement": 6, "release": 9,
    "capture": 7, "aid": 2, "statement": 3, "threat": 3, "demand": 3,
}
FAMILIES = {3: "statement, threat or demand"}
OTHER_SLOT = 2
SYMBOLS = ("square", "diamond", "triangle-up", "diamond-wide", "circle", "pentagon", "hexagon2", "star", "triangle-down",
           "star-diamond")
# fmt: on


@dataclass(frozen=True, slots=True)
class Style:
    """How one category is drawn."""

    colour: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one look; `slots` are the ten categories."""

    name: str
    paper: str
    text: str
    muted: str
    grid: str
    axis: str
    accent: str
    slots: tuple[str, ...]
    ramp: tuple[str, str]

    def style(self, event_type: str) -> Style:
        slot = TYPES.get(event_type, OTHER_SLOT)
        return Style(self.slots[slot], SYMBOLS[slot])

    def series(self, number: int) -> Style:
        """The style of the nth claimant or group."""
        slot = (5, 4, 1, 7, 0, 9, 2, 6, 8, 3)[number % 10]
        return Style(self.slots[slot], SYMBOLS[slot])


def family(event_type: str) -> str:
    """The legend's name of a type: its own, or that of the types that share its colour."""
    slot = TYPES.get(event_type, OTHER_SLOT)
    if slot == OTHER_SLOT:
        return "other"
    return FAMILIES.get(slot, event_type)


LIGHT = Look("light", "#ffffff", "#1f2328", "#57606a", "#e6e8eb", "#8c959f", "#0b5cad",
             ("#4e0e6b", "#10451d", "#5b33b3", "#595c62", "#a06804", "#6977e4", "#679696", "#d18e02", "#85a9ef", "#21cf9c"),
             ("#eef3fa", "#0b3a6f"))  # fmt: skip
DARK = Look("dark", "#14171a", "#e8eaed", "#a4abb3", "#2b3036", "#6b737c", "#7db7ff",
            ("#ac79fd", "#cbfd5f", "#9a49c2", "#737a7e", "#bb7821", "#c5e1fe", "#7fa999", "#d9a317", "#9eb7f4", "#a7d0a0"),
            ("#1d2632", "#b9d7ff"))  # fmt: skip
PRINT = Look("print", "#ffffff", "#000000", "#333333", "#d0d0d0", "#555555", "#000000", LIGHT.slots, ("#f2f2f2", "#1a1a1a"))

LOOKS = {look.name: look for look in (LIGHT, DARK, PRINT)}


def readable_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour.

    >>> readable_on("#10451d"), readable_on("#21cf9c")
    ('#ffffff', '#000000')
    """
    return "#ffffff" if contrast(colour, "#ffffff") >= contrast(colour, "#000000") else "#000000"


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faded(colour: str, opacity: float) -> str:
    """
    >>> faded("#a06804", 0.3)
    'rgba(160,104,4,0.3)'
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
