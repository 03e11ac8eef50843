"""The author named below the text, where no by-line stands above it: a box with the name, a note on the author."""

from __future__ import annotations

import re

from sitegen.parse.bylines import is_name, read_byline
from sitegen.parse.phrases import tables
from sitegen.parse.text.lines import RawLine

BELOW = 12  # lines after the last paragraph in which the name may stand
BOX = 4  # lines below which a name alone is rather a tag
NOTE = re.compile(
    r"^((?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*?),? (?:is|was|may|can|covers|writes|has|joined|ist|schreibt|arbeitet|"
    r"leitet|es|est|è|é|är|er)\b"
)
POSTS_OF = re.compile(
    r"(?i)^(?:view all posts|all posts|all articles|more(?: articles| stories)?|read more|zeige alle beiträge|alle beiträge|"
    r"alle artikel|weitere artikel|mehr|voir tous les articles|tous les articles|ver todas las entradas|todos los "
    r"artículos)\s+(?:by|from|von|de|di|van)\s+(?=\S)"
)
ABOUT = re.compile(r"(?i)^(?:about|über|à propos de|sobre)\s+(?=\S)")
IN_BOX = frozenset(("bare_name", "given_name"))


def author_below(lines: list[RawLine]) -> tuple[RawLine, str] | None:
    """The line that names the author, and the name."""
    last = max((i for i, line in enumerate(lines) if line.role in ("paragraph", "dateline", "list")), default=-1)
    body = [line for line in lines[max(0, last - 1) : last + 1] if "biography" in line.features]
    boxed = True
    for place, line in enumerate([*lines[last + 1 : last + 1 + BELOW], *body]):
        boxed = boxed and place < BOX and not line.opens_links and "tag_list" not in line.features
        name = line.names[0] if boxed and line.names and line.features.keys() >= IN_BOX else _name_in(line)
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
