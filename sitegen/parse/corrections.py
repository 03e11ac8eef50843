"""What an editor states of one article, put in place of what was found or given.

The readers of texts and pages follow corrected lines themselves, since one line decides about others; here their
effect is checked, and what fits nothing is told."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from msgspec import structs

from sitegen.model import Article, Correcting, Correction, Date, Given, Line, Passage, Role
from sitegen.parse.accounting import FRONT_MATTER, account
from sitegen.parse.given import read_date
from sitegen.parse.overruling import Instead, lines_of, put

RULE = "correction"
INVISIBLE = "\u200b\ufeff"
ALIKE = 0.6  # of the letters: from here on, new words mend old ones; below, they are others
COMPARED = 300
SHOWN = 60


def apply(article: Article, correction: Correction) -> Article:
    """The article with what the editor states.  A field that is stated empty is none.

    Args:
        article: as it was read with this correction among its evidence.
        correction: its dates in ISO 8601.

    Raises:
        SourceError: the date is none.
    """
    article = structs.replace(article, lines=account(article))
    for words, role in correction.lines:
        article = _with_line(article, words, role)
    article = _with_heading(article, correction)
    return structs.replace(
        article,
        dateline=_instead(correction.dateline, article.dateline),
        section=_instead(correction.section, article.section),
        language=_instead(correction.language, article.language),
        given=_given(article.given, correction),
        corrected=Correcting(correction.note, _date(correction.noted or "")) if correction.note else None,
    )


def _instead(stated: str | None, found: str | None) -> str | None:
    return found if stated is None else stated or None


def _given(given: Given, correction: Correction) -> Given:
    people = given.people if correction.people is None else correction.people
    tags = given.tags if correction.tags is None else correction.tags
    return structs.replace(given, people=people, tags=tags)


# ---- lines


def _with_line(article: Article, words: str, role: Role) -> Article:
    """The article with this line dropped, if its reader left that to us; with a sentence, if the line fits nothing."""
    rows, asked = article.text.split("\n"), _folded(words)
    held = [line for line in article.lines if _folded(rows[line.number - 1]) == asked]
    if any(line.rule == RULE for line in held):
        return article
    if role == "dropped" and held:
        numbers = {line.number for line in held}
        left = tuple(b for b in article.blocks if not numbers.issuperset(lines_of(article.text, b.passage)))
        if len(left) < len(article.blocks):
            lines = (Line(line.number, "dropped", RULE) if line in held else line for line in article.lines)
            return structs.replace(article, blocks=left, lines=tuple(lines))
    why = "whose role its markup or front matter states" if held else "which it does not hold"
    return structs.replace(article, unmatched=(*article.unmatched, f'corrects the line "{_cut(words)}", {why}'))


def _folded(line: str) -> str:
    return " ".join(line.strip().strip(INVISIBLE).split()).casefold()


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


# ---- headline, the line below it, authors, date


def _with_heading(article: Article, correction: Correction) -> Article:
    title = article.title if correction.title is None else _place(article, correction.title, article.title)
    dek = article.dek if correction.dek is None else _place(article, correction.dek, article.dek)
    if correction.dek is None and _is_same_slice(dek, title):
        dek = None
    if correction.title is None and _is_same_slice(title, dek):
        title = None
    authors = article.authors if correction.authors is None else correction.authors
    published = article.published if correction.date is None else _date(correction.date)
    above = max((line.number for line in article.lines if line.rule == FRONT_MATTER), default=0)
    made = put(article, Instead(title, dek, authors, published), RULE, above)
    if correction.title is not None and title is not None:
        made = _moved(made, title, "title")
    return _moved(made, dek, "dek") if correction.dek is not None and dek is not None else made


def _date(stated: str) -> Date | None:
    return structs.replace(read_date(stated), origin=RULE) if stated else None


def _place(article: Article, words: str, was: Passage | None) -> Passage | None:
    """Where these words stand: in what they replace, else the first time in the text; else in place of what they
    mend; else nowhere."""
    if not words:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = was and whole.search(article.text, was.start, was.end)
    found = found or whole.search(article.text)
    if found:
        return Passage(*found.span(), article.text.count("\n", 0, found.start()) + 1)
    if was is not None and _is_mended(article.words(was), words):
        return Passage(was.start, was.end, was.line, words)
    return Passage(0, 0, 1, words)


def _is_mended(was: str, words: str) -> bool:
    old, new = (" ".join(side.split()).casefold()[:COMPARED] for side in (was, words))
    return bool(SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE)


def _is_same_slice(one: Passage | None, other: Passage | None) -> bool:
    return one is not None and other is not None and (one.start, one.end) == (other.start, other.end)


def _moved(article: Article, passage: Passage, role: Role) -> Article:
    """Words that are a headline now are no paragraph any more; their lines say so."""
    if passage.start == passage.end:
        return article
    rows, words = article.text.split("\n"), article.text[passage.start : passage.end]
    whole = {n for n in lines_of(article.text, passage) if rows[n - 1].strip() in words}
    here = whole or {line.number for line in article.lines if line.number == passage.line and line.role == "dropped"}
    return structs.replace(
        article,
        blocks=tuple(block for block in article.blocks if not _is_same_slice(block.passage, passage)),
        lines=tuple(Line(line.number, role, RULE) if line.number in here else line for line in article.lines),
    )
