"""The author where no by-line names one: among other words of the masthead, in a box or a note below the text."""

from __future__ import annotations

import re

from sitegen.parse.bylines import is_name, read_byline
from sitegen.parse.phrases import is_given_name
from sitegen.parse.text.lines import RawLine

BELOW = 12  # lines after the last paragraph in which the name may stand
HEAD = 60  # lines of a page that may hold its masthead
SPARE = frozenset(("dropped", "date"))
LONGEST_BESIDE = 12  # words
NOT_BESIDE = frozenset(
    "under_label recurring credit_alone credit_at_end tag_list name_in_body handle prompt rights".split()
)
JOINTS = re.compile(r"\s[|•·/–—-]\s|\s{2,}|(?<=\d)\s(?=[A-ZÀ-Þ])|:\s")
BODY = frozenset(("paragraph", "dateline", "list"))
BOX = 3  # lines, buttons aside, below which a name alone is rather a tag
NOTE = re.compile(
    r"^((?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*?),? (?:is|was|may|can|covers|writes|has|joined|ist|schreibt|"
    r"arbeitet|leitet|es|est|è|é|är|er)\b"
)
POSTS_OF = re.compile(
    r"(?i)^(?:view all posts|all posts|all articles|more(?: articles| stories)?|read more|zeige alle beiträge|"
    r"alle beiträge|alle artikel|weitere artikel|mehr|voir tous les articles|tous les articles|ver todas las entradas|"
    r"todos los artículos)\s+(?:by|from|von|de|di|van)\s+(?=\S)"
)
ABOUT = re.compile(r"(?i)^(?:about|über|à propos de|sobre)\s+(?=\S)")
BY = frozenset(("by_name", "by_weak"))
IN_BOX = frozenset(("bare_name", "given_name"))


def authors_beside(lines: list[RawLine]) -> tuple[RawLine, tuple[str, ...]] | None:
    """ "Harbour | Ann Roe | 3 min", "3 May 2010 Ann Roe 2": a short line between headline and body, or with a date."""
    for line in lines[:HEAD]:
        masthead = line.credit is None and (line.zone == "H" or (line.zone == "P" and bool(line.dates)))
        if masthead and line.role in SPARE and line.words <= LONGEST_BESIDE and not line.has(NOT_BESIDE):
            people = [name for name in read_byline(JOINTS.sub(" | ", line.text))[0] if " " in name]
            known = [name for name in people if is_given_name(name.split()[0].lower())]
            if known:
                return line, tuple(known)
    return None


def author_below(lines: list[RawLine]) -> tuple[RawLine, tuple[str, ...]] | None:
    """The line that names the author, and the name."""
    ends = (i for i, line in enumerate(lines) if line.role in BODY and "after_form" not in line.features)
    last = max(ends, default=-1)
    body = [line for line in lines[max(0, last - 1) : last + 1] if "biography" in line.features]
    boxed, others = True, 0
    for line in [*lines[last + 1 : last + 1 + BELOW], *body]:
        boxed = boxed and others < BOX and not line.opens_links and "tag_list" not in line.features
        others += line.noise < 1
        named = line.has(BY) or (boxed and line.features.keys() >= IN_BOX)
        name = line.names[0] if named and line.names else _name_in(line)
        if name:
            return line, (name,)
    return None


def _name_in(line: RawLine) -> str | None:
    if "biography" in line.features and (note := NOTE.match(line.text[:120])):
        return _known(note[1])
    for label in (POSTS_OF, ABOUT):
        found = label.match(line.text)
        if found and line.words <= 10:
            return _known(line.text[found.end() :].strip(" »>→"))
    return None


def _known(text: str) -> str | None:
    if not is_name(text) or not is_given_name(text.split()[0].lower()):
        return None
    people, _ = read_byline(text)
    return people[0] if people else None
