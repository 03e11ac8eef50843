"""The headline without what sites add to it: "Headline | The Harbour Post", "VIDEO: Headline"."""

from __future__ import annotations

import re

SITE_NAME = re.compile(r"\s+(\||-|–|—|::|»|·)\s+([^|]{2,45})$")
PREFIX = re.compile(r"^(?:WATCH|VIDEO|LIVE|PHOTOS|Video|Watch)\s*[:|]\s+(?=\S)")
DOMAIN = re.compile(r"\.\w{2,3}$")
SMALL_WORDS = frozenset("the of and de la le el on for in".split())
OUTLET_WORD = re.compile(
    r"(?i)news|times|post|herald|tribune|gazette|journal|chronicle|today|daily|press|star|telegraph|\.com|magazine|mail|"
    r"observer|independent|guardian|week|review|record|courier|express|mirror|sun$|globe|world|reuters|bbc|cnn|npr|"
    r"le monde|figaro|spiegel|welt|zeitung|país|mundo"
)

PAPER = re.compile(  # the name of a paper by itself
    r"(?i)\b(?:news|times|post|herald|tribune|gazette|journal|chronicle|telegraph|courier|observer|dispatch|echo|argus|"
    r"examiner|globe|press|\w*zeitung|\w*anzeiger|\w*tagblatt|kurier|\w*presse|\w*rundschau|\w*nachrichten|bote)$"
)


def headline_span(text: str) -> tuple[int, int]:
    """Start and end of the headline proper in `text`."""
    tail = SITE_NAME.search(text)
    if tail and _is_site_name(text[: tail.start()], tail[1], tail[2]):
        return 0, tail.start()
    prefix = PREFIX.match(text)
    return (prefix.end() if prefix else 0), len(text)


def _is_site_name(head: str, separator: str, tail: str) -> bool:
    words = tail.split()
    bar = separator == "|"
    if len(words) > (4 if bar else 3) or len(head.split()) < 3 or "|" in head:
        return False
    if not all(map(_may_stand_in_name, words)) and not DOMAIN.search(tail):
        return False
    return bar or OUTLET_WORD.search(tail) is not None


def _may_stand_in_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.lower() in SMALL_WORDS
