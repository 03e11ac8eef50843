"""Names taken out of a text: each form gives way to a description in square brackets, or where it stands in an address
or the name of a file, to what tells nothing ("t1")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from sitegen import naming
from sitegen.model import Takedown
from sitegen.withheld.forms import TAG, initialled, lone, spelled, words

Kind = Literal["text", "markdown", "html"]
Span = tuple[int, int]
TAGS = re.compile(TAG)
HYPHENED = re.compile(r"[^\W_][-_.+][^\W_]")
ADDRESS_BEFORE, ADDRESS_AFTER = ("_", "@", "="), re.compile(r"[_@]")
FILE_ENDING = re.compile(
    r"(?:[-_]\d{1,4})?\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic|txt|md|markdown|x?html?|pdf)\b", re.I
)


class Redaction(NamedTuple):
    """What is taken out of one text for one entry: `full` names anywhere, `short` ones where a capital begins them or
    an address holds them, but for what stands inside one of the `others`."""

    key: str
    described: str
    full: re.Pattern[str]
    short: re.Pattern[str] | None = None
    others: re.Pattern[str] | None = None

    @classmethod
    def of(
        cls, takedown: Takedown, names: Iterable[str] = (), short: Iterable[str] = (), others: Iterable[str] = ()
    ) -> Redaction:
        """`names`: more full names; `short`: words that mean this person here; `others`: full names of other people
        who bear such a word."""
        return _compiled(
            takedown.key,
            takedown.described,
            (*takedown.names, *names),
            tuple(sorted(set(short))),
            tuple(sorted(set(others))),
        )

    def spans(self, text: str, kept: Sequence[Span] = ()) -> Iterator[Span]:
        """Where something is to be taken out, in order.  `kept`: spans in which a short form means another."""
        taken = [found.span() for found in self.full.finditer(text)]
        yield from taken
        if self.short is None:
            return
        covered = [*taken, *kept, *(f.span() for f in self.others.finditer(text))] if self.others else [*taken, *kept]
        covered.sort()
        for found in self.short.finditer(text):
            quiet = found[0].islower() and not _in_address(text, *found.span())
            if not quiet and not _inside(found.span(), covered):
                yield found.span()


def redacted(text: str, redactions: Iterable[Redaction], kind: Kind = "text", kept: Sequence[Span] = ()) -> str:
    """The text without the names."""
    found = sorted((start, -end, r) for r in redactions for start, end in r.spans(text, kept))
    if not found:
        return text
    pieces, at = [], 0
    for start, end, redaction in ((start, -end, r) for start, end, r in found):
        if start >= at:
            pieces += [text[at:start], _instead(text, start, end, redaction, kind)]
            at = end
    return "".join((*pieces, text[at:]))


def surnames(names: Iterable[str]) -> set[str]:
    """The family's name of each, as it is written."""
    found = set()
    for name in names:
        parts = words(name)
        while len(parts) > 1 and parts[-1].lower().strip(".") in naming.SUFFIXES:
            parts.pop()
        found.add(parts[-1])
    return found


@lru_cache(4096)
def _compiled(
    key: str, described: str, names: tuple[str, ...], short: tuple[str, ...], others: tuple[str, ...]
) -> Redaction:
    initials = [initialled(name) for name in names if short]
    full = _either([*map(spelled, sorted(names, key=len, reverse=True)), *initials])
    of_short = _either(map(lone, sorted(short, key=len, reverse=True)))
    assert full is not None, "an entry without names takes nothing out"
    return Redaction(key, described, full, of_short, _either(map(spelled, others)))


def _either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = [pattern for pattern in dict.fromkeys(patterns) if pattern]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _instead(text: str, start: int, end: int, redaction: Redaction, kind: Kind) -> str:
    if _in_address(text, start, end):
        return f"t{redaction.key}"
    told = rf"\[{redaction.described}\]" if kind == "markdown" else f"[{redaction.described}]"
    return told + "".join(TAGS.findall(text, start, end))  # markup that began inside the name stays whole


def _in_address(text: str, start: int, end: int) -> bool:
    """Does a name stand in an address or the name of a file, where blanks and brackets would break it?"""
    found = text[start:end]
    beside = text[start - 1 : start] in ADDRESS_BEFORE or ADDRESS_AFTER.match(text, end)
    if beside or FILE_ENDING.match(text, end):
        return TAGS.search(found) is None
    if not found.islower() or any(sign.isspace() for sign in found):
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(HYPHENED.search(found)) or before in ("-", "/") or after in ("-", "/")


def _inside(span: Span, covered: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in covered)
