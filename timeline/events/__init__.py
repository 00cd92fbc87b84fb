"""Sentences → reports of events: type, actors and their parts, places, title, and when it was.

    >>> from timeline.records import Article
    >>> found, evidence = reports(Article(article_id="a", text="Gunmen ambushed a convoy."), mentions=(), claims=())
    >>> [(r.event_type, r.title, r.problem) for r in found]
    [('attack', 'Gunmen ambushed a convoy', 'nothing dates it: the publication day is unknown')]
"""

from timeline.events.lexicon import types
from timeline.events.reading import reports

__all__ = ["reports", "types"]
