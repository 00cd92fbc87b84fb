"""Text → the actors and places it names, from the curated tables in `timeline/reference`.

    >>> names = Gazetteer.load()
    >>> [(n.text, n.kind, n.actor, n.place) for n in names.find("Qatar’s envoy flew from Doha to Khan Younis.")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Qatar', 'state', 'Qatar', 'Qatar'), ('Doha', 'both', 'Qatar', 'Doha'),
     ('Khan Younis', 'place', None, 'Khan Younis')]

All aliases stand in one alternation that matches leftmost-longest in linear time. Case counts, except in a line of
capitals. What the tables do not hold is found by its capitals and titles, `unknown_names`, or by the words that stand
beside places, `told_places`.
"""

from timeline.gazetteer.finding import Gazetteer
from timeline.gazetteer.names import Entry, Name
from timeline.gazetteer.told_places import told_places
from timeline.gazetteer.unknown import is_headline, unknown_names

__all__ = ["Entry", "Gazetteer", "Name", "is_headline", "told_places", "unknown_names"]
