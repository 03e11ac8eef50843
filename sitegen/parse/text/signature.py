"""The author named below the text, where no by-line stands above it: a box with the name, a note on the author."""

from __future__ import annotations

import re

from sitegen.parse.bylines import is_name, read_byline
from sitegen.parse.phrases import tables
from sitegen.parse.text.lines import RawLine

BELOW = 12  # lines after the last paragraph in which the name may stand
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


def author_below(lines: list[RawLine]) -> tuple[RawLine, str] | None:
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
            return line, name
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
    if not is_name(text) or text.split()[0].lower() not in tables().given_names:
        return None
    people, _ = read_byline(text)
    return people[0] if people else None
