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
CAPTION = 120  # nor one longer than this a caption that only a label shows: a sentence follows it
NOTICE = 160  # nor is one longer than this a button or a notice

AGENCIES = r"AP|AFP|Reuters|EPA|Getty(?: Images)?|Anadolu|Xinhua|ANI|dpa|UPI|AA|WAFA|IRNA|QNA"

# fmt: off
WHOLE = (
    r"(?:paid )?advertise?ments?|sponsored(?: content)?|promoted(?: content)?|ad",
    r"(?:story|article|text) continues (?:below|after)(?: this| the)?(?: ad(?:vertisement)?)?|continue(?:s)? (?:below|after) (?:the |this )?ad(?:vertisement)?",
    r"scroll (?:down )?to continue.*|continue reading.*|keep reading(?: list.*)?|read (?:the )?(?:full|rest|more)(?: (?:story|article|here|on|about|of).*)?",
    r"(?:read|show|load|see|view|find out|learn) (?:more|less|all)(?: [^.,]*)?|more|click (?:here|to).*|tap (?:here|to).*",
    r"share(?: (?:this|on|via|it|with|the|now|article|story)\b.*)?|shares?:?|\d+ shares?|save(?: (?:this )?(?:article|story|for later))?|bookmark",
    r"print(?: (?:this|article|page).*)?|e-?mail(?: (?:this|article|us|a friend).*)?|copy (?:the )?(?:link|url).*|link copied.*|tweet(?: this)?",
    r"(?:facebook|twitter|x|whats ?app|linkedin|telegram|reddit|pinterest|instagram|youtube|messenger|threads|bluesky|flipboard)(?: (?:logo|share|icon))?",
    r"follow (?:us|@|our).*|like us on.*|join (?:us on|our) .*|(?:add|set) .* (?:as (?:a )?preferred source|on google).*",
    r"comments?(?: \(\d+\))?|\d+ comments?|(?:leave|post|add|write) a comment.*|view comments?.*|join the (?:conversation|discussion)",
    r"sign ?up (?:for|to|here|now|today)\b.*|subscribe(?: (?:to|now|for|here|today)\b.*)?|(?:our )?newsletters?|get (?:the|our) (?:\w+ ){0,4}newsletter.*|log ?in|sign ?in|register|already a subscriber.*|donate(?: now)?|support (?:us|our journalism).*",
    r"(?:we|this (?:web)?site|our (?:web)?site|the (?:web)?site) uses? cookies.*|by (?:continuing|using|clicking).*(?:cookies|terms|privacy).*|(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|cookie (?:policy|settings|preferences|notice|consent).*|manage (?:cookies|preferences|consent|settings)|privacy (?:policy|notice|settings).*|terms (?:of (?:use|service)|(?:and|&) conditions).*|do not sell.*",
    r"all rights reserved.*|(?:©|copyright ©|copyright \(c\)|\(c\) \d|copyright \d{4}).*|.*© ?\d{4}.*",
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation)|menu|home(?: ?page)?|search|close|back to top|top|navigation|next|previous|next article|previous article|breadcrumbs?|toggle .*",
    r"listen(?: to (?:this |the )?(?:article|story).*| now)?|\d+[- ]min(?:ute)?s?(?: read| listen)?|reading time:? .*|loading(?: ?\.{2,3}|…)?|watch(?: now| live| video)?|play(?: video| audio)?|video(?: player.*)?|audio|gallery|live updates?|this video .*",
    r"(?:topics?|tags?|filed under|keywords|categories|category|section):.*|hashtags?.*|in this article:?",
    r"\(?(?:additional )?(?:reporting|writing|compiled|edited|editing|translated|translation|produced)(?: (?:and|,) (?:writing|editing|reporting))* by \pL.+",
    r"our standards: .*|(?:send|submit) (?:us )?(?:your )?(?:tips?|feedback|corrections?|comments).*|report (?:an error|a typo|a correction).*|(?:got|have) a (?:tip|story).*",
    r"https?://\S+|www\.\S+|follow .+ coverage (?:at|of|on).*|reporting from [^.]{2,40}|list of \d+ items|list \d+ of \d+|end of list",
    r"(?:home|news|world|politics|middle east|features|africa|asia|europe|americas|us & canada|business|sport|economy) ?[|›>»] ?[^.]+",
)
RELATED = (
    r"(?:related|recommended|suggested|popular|trending|latest|top|other|further|more|must)[ -](?:articles?|stories|story|news|topics?|coverage|content|posts?|reads?|reading|links?|headlines|videos?|now|in pictures)(?: (?:on|from|in|for) .*)?",
    r"related|recommended(?: for you)?|trending|most (?:read|popular|viewed|shared|watched)|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:on|from) .*|read (?:next|also|this next)|also (?:read|see)|see also|up next|what to read next|editor'?s'? (?:picks?|choice)|don'?t miss|in case you missed it|from the web|around the web|promoted stories|list of \d+ items",
)
# fmt: on
FURNITURE = re2.compile("(?i)(?:" + "|".join(WHOLE) + r")[\s.:!>»›→…]*")
LIST_HEAD = re2.compile("(?i)(?:" + "|".join(RELATED) + r")[\s:>»›→…|]*")
POINTER = re2.compile(
    r"(?i)[\[(>»*-]*\s*(?:read (?:also|more|next|this)|also read|see also|more(?: on this)?|related(?: (?:story|stories|article|articles|news))?|"
    r"recommended|watch(?: (?:also|live|video))?|listen|must read|read)\s*(?::|\||–|—|>|»|→)\s*\S.*")  # fmt: skip
_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:al|el|bin|ibn|de|van|von|der|da|di|abu)[\s-])?[A-Z][\w'’.-]*){1,4}"
BYLINE = re.compile(
    rf"(?:By|BY|Written by|Story by|Analysis by|Words by)[:\s]\s*(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The\b|{'|'.join(('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'))})"
    rf"{_NAME}(?:(?:,| and|,? &)\s+{_NAME})*(?:\s*[,|–—-]\s*.{{0,60}}|\s+in\s+[A-Z]\w+)?")  # fmt: skip
BY_STAFF = re2.compile(r"(?i)(?:by )?(?:our |news |the )?(?:staff|agencies|news agencies|web desk|news desk|staff (?:reporter|writer)|"
                      r"our correspondent|associated press|reuters|afp)(?: (?:and|&) agencies)?")  # fmt: skip
LABELLED_CREDIT = re2.compile(r"(?i)(?:image|photo|photograph|picture|caption|credit|video|map|graphic|illustration)s?"
                              r"(?: (?:credit|source|by|courtesy(?: of)?|caption))?s?\s*[:©]\s*\S.*")  # fmt: skip
CREDIT = re2.compile(
    rf"(?i)(?:file )?(?:photo|image|picture)(?:graph)?(?: (?:by|credit|courtesy).*)?|(?:{AGENCIES})(?: (?:photo|images?))?"
    rf"|.*[\[(](?:(?:file|photo|image|picture|credit|courtesy)\b[^\])]*|[^\])]*[/|](?:{AGENCIES})[^\])]*|(?:{AGENCIES})(?: photos?)?(?:/[^\])]*)?)[\])]\.?"
    rf"|.*\s(?:{AGENCIES})(?:/[A-Z][\w .'-]+| photo|/file(?: photo)?)\.?|.*\s[A-Z][\w'’.-]+/(?:{AGENCIES})\.?")  # fmt: skip


# fmt: off
_FIRST = (
    "paid ad ads advertisement advertisements advertisment sponsored promoted story article text continue continues scroll keep read show load "
    "see view find learn more click tap share shares save bookmark print email e-mail mail copy link tweet facebook twitter x whatsapp whats linkedin "
    "telegram reddit pinterest instagram youtube messenger threads bluesky flipboard follow like join add set comment comments leave post write "
    "sign signup subscribe our newsletter newsletters get log login register already donate support we this the by accept reject allow decline "
    "cookie manage privacy terms do all copyright © skip jump menu home homepage search close back top navigation next previous breadcrumb "
    "breadcrumbs toggle listen reading loading watch play video audio gallery live topic topics tag tags filed keywords categories category section "
    "hashtag hashtags in reporting additional writing compiled edited editing translated translation produced send submit report got have http https "
    "www related recommended suggested popular trending latest other further must most you also up what editor's editor’s editors don't don’t from "
    "around list end world politics middle features africa asia europe americas us business sport economy explainer opinion written analysis words image images photo photos photograph photographs picture pictures caption captions credit "
    "credits map graphic illustration file our staff agencies news web associated reuters afp ap epa getty anadolu xinhua ani dpa upi aa wafa irna qna"
)
# fmt: on
FIRST = frozenset(_FIRST.split())
_OPENERS = "the this by in we our all top other latest most further from you also up more world politics middle africa asia europe us list end reporting follow do have got see get support search like live news next"
OPENERS = frozenset(_OPENERS.split())  # of sentences too: a longer line that closes with a full stop is one, except
NOTICES = ("cookie", " terms", "privacy", "standards:", "newsletter", "this video")
SENTENCE = 40
_TRIMMED = "()[]{}<>»›→*-–—:|.,!?…“”\"'"


def may_be(line: str) -> bool:
    """A quick look that passes over nearly all sentences: whether any pattern of this module could fit the line."""
    if len(line) > LONGEST:
        return False
    first, last = line[0], line[-1]
    if first in "([>»*-0123456789©" or last in ")]" or "©" in line or (last != "." and "/" in line):
        return True
    word = line[:24].replace("|", " ").partition(" ")[0].lower().strip(_TRIMMED)
    if word not in FIRST:
        return word.startswith(("http", "www."))
    return last != "." or len(line) <= SENTENCE or word not in OPENERS or any(map(line.lower().__contains__, NOTICES))


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a notice or a byline."""
    if len(line) > NOTICE:
        return False
    byline = line[-1] != "." and BYLINE.fullmatch(line)
    return bool(byline or FURNITURE.fullmatch(line) or BY_STAFF.fullmatch(line))


def is_credit(line: str) -> bool:
    """Whether a line is a caption or credit of a picture; a full sentence without a credit is not."""
    return bool(CREDIT.fullmatch(line) or (len(line) <= CAPTION and LABELLED_CREDIT.fullmatch(line)))


def is_list_head(line: str) -> bool:
    """Whether a line announces a list of other stories."""
    return len(line) <= CAPTION and line[-1] != "." and bool(LIST_HEAD.fullmatch(line))


def is_pointer(line: str) -> bool:
    """Whether a line points to one other story: 'Read also: Truce talks resume in Cairo'."""
    return bool(POINTER.fullmatch(line)) and is_headline(line)


def is_headline(line: str) -> bool:
    """Whether a line reads as a headline: short, and not closed by a full stop, colon, semicolon or comma."""
    if len(line) > LONGEST:
        return False
    end = line.rstrip("\"'”’)] ")
    return end.endswith(("...", "U.S.", "U.K.", "U.N.")) or not end.endswith((".", ";", ":", ","))
