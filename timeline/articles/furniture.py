"""Lines that belong to the page and not to the article: buttons, notices, credits, lists of other stories.

    >>> [bool(is_furniture(line)) for line in ("Read more", "ADVERTISEMENT", "By Lina Haddad and Omar Said", "By Monday, all had left")]
    [True, True, True, False]
    >>> is_credit("A convoy waits at the crossing [File: Lina Haddad/Reuters]")
    True

A line counts only as a whole: words of an article that happen to be among these stay where a sentence holds them.
"""

from __future__ import annotations

import re

import re2

LONGEST = 240  # a longer line is never furniture

AGENCIES = r"AP|AFP|Reuters|EPA|Getty(?: Images)?|Anadolu|Xinhua|ANI|dpa|UPI|AA|WAFA|IRNA|QNA"

# fmt: off
WHOLE = (
    r"(?:paid )?advertise?ments?|sponsored(?: content)?|promoted(?: content)?|ad",
    r"(?:story|article|text) continues (?:below|after)(?: this| the)?(?: ad(?:vertisement)?)?|continue(?:s)? (?:below|after) (?:the |this )?ad(?:vertisement)?",
    r"scroll (?:down )?to continue.{0,40}|continue reading.{0,80}|keep reading(?: list.{0,60})?|read (?:the )?(?:full|rest|more)(?: (?:story|article|here|on|about|of).{0,60})?",
    r"(?:read|show|load|see|view|find out|learn) (?:more|less|all)(?: .{0,20})?|more|click (?:here|to).{0,80}|tap (?:here|to).{0,80}",
    r"share(?: (?:this|on|via|it|with|the|now|article|story)\b.{0,60})?|shares?:?|\d+ shares?|save(?: (?:this )?(?:article|story|for later))?|bookmark",
    r"print(?: (?:this|article|page).{0,30})?|e-?mail(?: (?:this|article|us|a friend).{0,40})?|copy (?:the )?(?:link|url).{0,30}|link copied.{0,20}|tweet(?: this)?",
    r"(?:facebook|twitter|x|whats ?app|linkedin|telegram|reddit|pinterest|instagram|youtube|messenger|threads|bluesky|flipboard)(?: (?:logo|share|icon))?",
    r"follow (?:us|@|our).{0,80}|like us on.{0,60}|join (?:us on|our) .{0,80}|(?:add|set) .{0,40} (?:as (?:a )?preferred source|on google).{0,30}",
    r"comments?(?: \(\d+\))?|\d+ comments?|(?:leave|post|add|write) a comment.{0,30}|view comments?.{0,20}|join the (?:conversation|discussion)",
    r"sign ?up (?:for|to|here|now|today)\b.{0,160}|subscribe(?: (?:to|now|for|here|today)\b.{0,160})?|(?:our )?newsletters?|get (?:the|our) (?:\w+ ){0,4}newsletter.{0,100}|log ?in|sign ?in|register|already a subscriber.{0,40}|donate(?: now)?|support (?:us|our journalism).{0,80}",
    r"(?:we|this (?:web)?site|our (?:web)?site|the (?:web)?site) uses? cookies.{0,160}|by (?:continuing|using|clicking).{0,80}(?:cookies|terms|privacy).{0,80}|(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|cookie (?:policy|settings|preferences|notice|consent).{0,40}|manage (?:cookies|preferences|consent|settings)|privacy (?:policy|notice|settings).{0,60}|terms (?:of (?:use|service)|(?:and|&) conditions).{0,60}|do not sell.{0,60}",
    r"all rights reserved.{0,80}|(?:©|copyright ©|copyright \(c\)|\(c\) \d|copyright \d{4}).{0,160}|.{0,80}© ?\d{4}.{0,80}",
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation)|menu|home(?: ?page)?|search|close|back to top|top|navigation|next|previous|next article|previous article|breadcrumbs?|toggle .{0,20}",
    r"listen(?: to (?:this |the )?(?:article|story).{0,30}| now)?|\d+[- ]min(?:ute)?s?(?: read| listen)?|reading time:? .{0,20}|loading(?: ?\.{2,3}|…)?|watch(?: now| live| video)?|play(?: video| audio)?|video(?: player.{0,40})?|audio|gallery|live updates?|this video .{0,60}",
    r"(?:topics?|tags?|filed under|keywords|categories|category|section):.{0,200}|hashtags?.{0,60}|in this article:?",
    r"\(?(?:additional )?(?:reporting|writing|compiled|edited|editing|translated|translation|produced)(?: (?:and|,) (?:writing|editing|reporting))* by \pL.{1,200}",
    r"our standards: .{0,80}|(?:send|submit) (?:us )?(?:your )?(?:tips?|feedback|corrections?|comments).{0,60}|report (?:an error|a typo|a correction).{0,40}|(?:got|have) a (?:tip|story).{0,80}",
    r"https?://\S+|www\.\S+",
)
RELATED = (
    r"(?:related|recommended|suggested|popular|trending|latest|top|other|further|more|must)[ -](?:articles?|stories|story|news|topics?|coverage|content|posts?|reads?|reading|links?|headlines|videos?|now|in pictures)(?: (?:on|from|in|for) .{0,40})?",
    r"related|recommended(?: for you)?|trending|most (?:read|popular|viewed|shared|watched)|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:on|from) .{0,60}|read (?:next|also|this next)|also (?:read|see)|see also|up next|what to read next|editor'?s'? (?:picks?|choice)|don'?t miss|in case you missed it|from the web|around the web|promoted stories|list of \d+ items",
)
# fmt: on
FURNITURE = re2.compile("(?i)(?:" + "|".join(WHOLE) + r")[\s.:!>»›→…]*")
LIST_HEAD = re2.compile("(?i)(?:" + "|".join(RELATED) + r")[\s:>»›→…|]*")
POINTER = re2.compile(
    r"(?i)[\[(>»*-]*\s*(?:read (?:also|more|next|this)|also read|see also|more(?: on this)?|related(?: (?:story|stories|article|articles|news))?|"
    r"recommended|watch(?: (?:also|live|video))?|listen|must read|in pictures|explainer|read|opinion)\s*(?::|\||–|—|>|»|→)\s*\S.*")  # fmt: skip
_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:al|el|bin|ibn|de|van|von|der|da|di|abu)[\s-])?[A-Z][\w'’.-]*){1,4}"
BYLINE = re.compile(
    rf"(?:By|BY|Written by|Story by|Analysis by|Words by|From)[:\s]\s*(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The\b|{'|'.join(('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'))})"
    rf"{_NAME}(?:(?:,| and|,? &)\s+{_NAME})*(?:\s*[,|–—-]\s*.{{0,60}}|\s+in\s+[A-Z]\w+)?")  # fmt: skip
BY_STAFF = re2.compile(r"(?i)(?:by )?(?:our |news |the )?(?:staff|agencies|news agencies|web desk|news desk|staff (?:reporter|writer)|"
                      r"our correspondent|associated press|reuters|afp)(?: (?:and|&) agencies)?")  # fmt: skip
CREDIT = re2.compile(
    rf"(?i)(?:image|photo|photograph|picture|caption|credit|video|map|graphic|illustration)s?(?: (?:credit|source|by|courtesy(?: of)?|caption))?s?\s*[:©]\s*\S.*"
    rf"|(?:file )?(?:photo|image|picture)(?:graph)?(?: (?:by|credit|courtesy).*)?|(?:{AGENCIES})(?: (?:photo|images?))?"
    rf"|.*[\[(](?:(?:file|photo|image|picture|credit|courtesy)\b[^\])]{{0,80}}|[^\])]{{0,60}}[/|](?:{AGENCIES})[^\])]{{0,30}}|(?:{AGENCIES})(?: photos?)?(?:/[^\])]{{0,40}})?)[\])]\.?"
    rf"|.*\s(?:{AGENCIES})(?:/[A-Z][\w .'-]{{2,40}}| photo|/file(?: photo)?)\.?")  # fmt: skip


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a notice or a byline."""
    return bool(FURNITURE.fullmatch(line) or BYLINE.fullmatch(line) or BY_STAFF.fullmatch(line))


def is_credit(line: str) -> bool:
    """Whether a line is a caption or credit of a picture; a full sentence without a credit is not."""
    return bool(CREDIT.fullmatch(line))


def is_list_head(line: str) -> bool:
    """Whether a line announces a list of other stories."""
    return bool(LIST_HEAD.fullmatch(line))


def is_pointer(line: str) -> bool:
    """Whether a line points to one other story: 'Read also: Truce talks resume in Cairo'."""
    return bool(POINTER.fullmatch(line)) and is_headline(line)


def is_headline(line: str) -> bool:
    """Whether a line reads as a headline: short, and not closed by a full stop, colon, semicolon or comma."""
    if len(line) > LONGEST:
        return False
    end = line.rstrip("\"'”’)] ")
    return end.endswith(("...", "U.S.", "U.K.", "U.N.")) or not end.endswith((".", ";", ":", ","))
