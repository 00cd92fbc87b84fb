"""A text with its expressions of time as a TimeML document.

    >>> print(document("They met on Tuesday.", published=Interval.parse("2024-02-14"), article_id="a1"))
    <?xml version="1.0" encoding="UTF-8"?>
    <TimeML>
    <DOCID>a1</DOCID>
    <DCT><TIMEX3 tid="t0" type="DATE" value="2024-02-14" temporalFunction="false" functionInDocument="CREATION_TIME">2024-02-14</TIMEX3></DCT>
    <TEXT>They met on <TIMEX3 tid="t1" type="DATE" value="2024-02-13">Tuesday</TIMEX3>.</TEXT>
    </TimeML>

Characters that XML cannot hold are replaced by U+FFFD, so that offsets stay.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from timeline.interval import Interval
from timeline.narrative import told

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(text: str, *, published: Interval | None = None, article_id: str = "", language: str = "en") -> str:
    """The whole document; the publication interval, where known, is its creation time."""
    parts = []
    at = 0
    for number, one in enumerate(told(text, published, language=language), 1):
        parts.append(_text(text[at : one.piece.start]))
        parts.append(
            f'<TIMEX3 tid="t{number}" type="{one.reading.kind.upper()}" value={quoteattr(one.reading.value)}>{_text(one.text)}</TIMEX3>'
        )
        at = one.piece.end
    parts.append(_text(text[at:]))
    created = ""
    if published is not None:
        created = (f'<DCT><TIMEX3 tid="t0" type="DATE" value={quoteattr(published.edtf)} temporalFunction="false" '
                   f'functionInDocument="CREATION_TIME">{escape(published.edtf)}</TIMEX3></DCT>\n')  # fmt: skip
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DOCID>{_text(article_id)}</DOCID>\n{created}'
            f"<TEXT>{''.join(parts)}</TEXT>\n</TimeML>")  # fmt: skip


def _text(words: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", words))
