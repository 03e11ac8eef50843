"""The headline of a page, and the lines below it."""

from __future__ import annotations

import re

from sitegen.model import Passage
from sitegen.parse.bylines import opening
from sitegen.parse.dates import find_dates
from sitegen.parse.html.content import ALL_LINK, ENDS, is_prose, letters, linked
from sitegen.parse.html.draft import Draft
from sitegen.parse.html.guesses import Guesses
from sitegen.parse.html.structures import Structures
from sitegen.parse.text.titles import headline_span

SEPARATOR = re.compile(r"\s+(?:\||-|–|—|::|»|·|•|/)\s+")
DEK_NAMES = re.compile(
    r"(?:.*[-_])?(?:dek|deck|standfirst|sub-?title|sub-?head(?:line|ing)?|strap-?line|teaser|chapo|chapeau|excerpt|summary|"
    r"untertitel|vorspann|bajada|entradilla|alternativeheadline|kicker-text|lede)(?:[-_].*)?\Z"
)
LEAST_DEK, LONGEST_DEK, LEAST_NAMED = 25, 600, 10
FEW_BELOW = 4  # rows below a dek in which by-line or date stand
MOST_DEKS, FEW_ROWS = 3, 12  # so many rows named like that among so few are a list of teasers
HEADINGS = ("h1", "h2", "h3")
ALIKE = 0.6
MOST_ROWS = 12  # of a heading, in each direction
LONGEST_TITLE = 150  # characters of an unmarked one
LEAST_PART = 15  # letters
CUT_OFF = ("…", "...", "[&hellip;]", "[…]", "[...]")


def find_title(draft: Draft, guesses: Guesses, structures: Structures) -> Passage | None:
    """The headline: a visible one that agrees with what the page states, else the statement, else a heading."""
    chosen = draft.corrected("title") or _visible_title(draft)
    stated = next(iter(titles(draft)), "") or ("" if chosen else guesses.title())
    if not chosen and not stated:
        chosen = _first_line(draft)
    if chosen:
        last = chosen[-1] if chosen[-1] - chosen[0] == len(chosen) - 1 else chosen[0]
        for number in range(chosen[0], last + 1):
            draft.give(number, "title", "headline")
        passage = _without_site(draft, draft.passage(chosen[0], last))
    elif stated:
        passage = Passage(0, 0, 1, stated)
    else:
        return None
    _drop_repeats(draft, passage, structures)
    return passage


def _first_line(draft: Draft) -> list[int]:
    """The line that opens a text of which no headline is known, where it is no sentence."""
    number, last = draft.extent
    if number >= last or not draft.main[number] or number in draft.fates:
        return []
    text = draft.rows[number].text
    opens = LEAST_PART <= len(text) <= LONGEST_TITLE and not text.endswith(ENDS) and len(text.split()) > 2
    return [number] if opens and not opening().match(text) and not find_dates(text) else []


def titles(draft: Draft) -> list[str]:
    """What the page states as its headline, without the name of the site."""
    return [without_site(title, draft.meta.site) for title in draft.meta.titles]


def without_site(title: str, site: str) -> str:
    """The headline proper of "Headline | Site"."""
    parts = SEPARATOR.split(title)
    if site and len(parts) > 1 and letters(parts[-1]) == letters(site):
        title = title[: [*SEPARATOR.finditer(title)][-1].start()]
    elif site and len(parts) > 1 and letters(parts[0]) == letters(site):
        title = title[next(SEPARATOR.finditer(title)).end() :]
    start, end = headline_span(title)
    return title[start:end]


def _without_site(draft: Draft, passage: Passage) -> Passage:
    if passage.rewritten:
        return passage
    row = draft.rows[passage.line - 1]
    found = row.text.find(without_site(row.text, draft.meta.site))
    end = len(without_site(row.text, draft.meta.site))
    return Passage(row.start + found, row.start + found + end, passage.line) if end else passage


def _visible_title(draft: Draft) -> list[int]:
    stated = titles(draft)
    first, last = draft.extent
    headings = [n for n in draft.free() if draft.heading(n) in HEADINGS and (draft.main[n] or not draft.zone(n))]
    top = [n for n in headings if draft.heading(n) == "h1"]
    agreeing = [n for n in (*top, *headings) if any(agree(_whole(draft, n), title) for title in stated)]
    if agreeing:
        return _rows_of(draft, agreeing[0])
    same = {letters(title) for title in stated}
    for number in draft.free():
        if number <= max(last, 0) and _is_of(draft.keys[number], same) and not draft.zone(number):
            return [number]
    if draft.meta.firm:
        return []
    above = [n for n in top if letters(draft.rows[n].text) != letters(draft.meta.site)]
    above = above or ([n for n in headings if n <= first + 1] if last >= 0 and not stated else [])
    return _rows_of(draft, above[-1] if len(above) > 1 and above[-1] <= first else above[0]) if above else []


def _is_of(key: str, titles: set[str]) -> bool:
    """Is this one of the titles, or the longer half of one ("Site: headline")?"""
    if key in titles:
        return True
    return len(key) >= LEAST_PART and any(
        len(key) >= ALIKE * len(title) and (title.endswith(key) or title.startswith(key)) for title in titles
    )


def _rows_of(draft: Draft, number: int) -> list[int]:
    """All rows of the heading of which this is one."""
    owner, rows = draft.rows[number].owner, draft.rows
    first = last = number
    while first and rows[first - 1].owner is owner and number - first < MOST_ROWS:
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].owner is owner and last - number < MOST_ROWS:
        last += 1
    return list(range(first, last + 1))


def _whole(draft: Draft, number: int) -> str:
    return " ".join(draft.rows[n].text for n in _rows_of(draft, number)[:5])


def agree(one: str, other: str) -> bool:
    """Are these the same headline, give or take some words?"""
    first, second = letters(one), letters(other)
    if not first or not second:
        return False
    if first == second or (min(len(first), len(second)) >= 15 and (first in second or second in first)):
        return True
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words) >= 3 and len(words & others) >= ALIKE * len(words | others)


def _drop_repeats(draft: Draft, title: Passage, structures: Structures) -> None:
    """Other lines that are the headline again, in any of the forms that the page states."""
    row = draft.keys[title.line - 1] if title.end else ""
    forms = {letters(form) for form in (title.rewritten, *titles(draft), *draft.meta.titles)} | {row} - {""}
    forms.discard("")
    for number in draft.free():
        if draft.keys[number] in forms and not structures.holds_together(number):
            draft.give(number, "dropped", "repeated headline")


def find_dek(draft: Draft, title: Passage | None) -> Passage | None:
    """The line below the headline; else the page's description, where it is not the text's own beginning."""
    chosen = draft.corrected("dek") or _visible_dek(draft, title)
    if chosen:
        draft.give(chosen[0], "dek", "line below the headline")
        return draft.passage(chosen[0])
    stated = draft.meta.description
    if not draft.meta.article or not LEAST_DEK <= len(stated) <= LONGEST_DEK or stated.endswith(CUT_OFF):
        return None
    key = letters(stated)
    told = "\n".join(key for key, found in zip(draft.keys, draft.main, strict=True) if found)
    if not key or key in told or key[:60] in told or key == letters(draft.rows[0].text):
        return None
    if title is not None and key in (letters(title.rewritten), draft.keys[title.line - 1]):
        return None
    return Passage(0, 0, 1, stated)


def _visible_dek(draft: Draft, title: Passage | None) -> list[int]:
    first, last = draft.extent
    above = title.line if title is not None and title.end else 0
    for number in draft.free():
        if above <= number <= first + 2 and last >= 0 and not draft.zone(number) and _is_dek(draft, number, above):
            return [number]
    return []


def _is_dek(draft: Draft, number: int, above: int) -> bool:
    """Is it named like one, or the page's description, or placed like one?  `above`: the row below the headline."""
    text, first = draft.rows[number].text, draft.extent[0]
    if not LEAST_NAMED <= len(text) <= LONGEST_DEK or linked(draft.rows[number]) >= ALL_LINK:
        return False
    if _is_named_dek(draft, number):
        return True
    if len(text) < LEAST_DEK:
        return False
    heading = draft.heading(number) in ("h2", "h3") and number <= first + 1
    if draft.keys[number] == letters(draft.meta.description) and (number < first or heading):
        return True
    return number == above and ((heading and is_prose(text)) or _is_above_byline(draft, number))


def _is_above_byline(draft: Draft, number: int) -> bool:
    """Does the line stand between the headline and by-line or date, above the text proper?"""
    for below in range(number + 1, min(number + FEW_BELOW, len(draft.rows))):
        if draft.fates.get(below, ("",))[0] in ("byline", "date"):
            return True
        if draft.main[below]:
            return False
    return False


def _is_named_dek(draft: Draft, number: int) -> bool:
    """Is it called so, and not one of the many teasers of a list?"""
    if not draft.has_name(number, DEK_NAMES):
        return False
    below = range(number + 1, min(number + FEW_ROWS, len(draft.rows)))
    return sum(draft.has_name(other, DEK_NAMES) for other in below) < MOST_DEKS
