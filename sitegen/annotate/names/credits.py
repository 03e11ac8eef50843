"""Names that only sign: who took the picture, wrote the text, or which agency sent it."""

from __future__ import annotations

import re

AFTER = re.compile(
    r" ?/ ?[A-Z@]"
    r"|,? \|? ?(?:The )?(?:Associated Press|Canadian Press|Reuters|Agence France-Presse|AFP|Getty Images)\b"
)
BEFORE = re.compile(
    r"(?:\A|[\n(] ?)"
    r"(?:By|BY|Photo(?:graph)?s? by|Photo(?:graph)?s?:|Pictures?:|Credit:|Image:"
    r"|(?:Words|Story|Written|Reporting) by|With files from) \Z"
    r"|\((?:(?:AP|AFP|PA|EPA|UPI|Reuters|REUTERS"
    r"|[\w.]{2,20}(?: [\w.]{2,20})? ?(?:Photo|Images|Press|Times|News)) ?)(?:Photo)?/ ?\Z"
)
LISTED = re.compile(r"\((?:Reporting|Writing|Editing|Additional reporting|Compiled|Photos?)\b[^()\n]*\Z")
BEFORE_REACH, LISTED_REACH = 45, 160


def is_credit(text: str, start: int, end: int) -> bool:
    """Is the name at `text[start:end]` a credit: "(Doug Ives/Canadian Press)", "By ...", "With files from ..."?"""
    return bool(
        AFTER.match(text, end)
        or BEFORE.search(text[max(0, start - BEFORE_REACH) : start])
        or LISTED.search(text[max(0, start - LISTED_REACH) : start])
    )
