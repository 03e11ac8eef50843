"""What a page says of its own subject: the section that it stands in, and the topics at its end.

The lines are dropped all the same; what they say is a hint for tags, and the section of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.parse.phrases import PHRASE_WORD, find_phrases, tables
from sitegen.parse.text.lines import RawLine

MOST = 20  # hints
LONGEST_HINT = 40  # characters
LIST_BELOW = 12  # lines below a label
SEPARATORS = re.compile(r"\s*[,;|•·#/\n\t]\s*|\s{2,}|\s[–—-]\s")
INNER_LABEL = re.compile(r"^.{0,14}(?<!\d):\s*")
COUNT = re.compile(r"\s*[(\[]\d+[)\]]?\s*$")
GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
CRUMB = re.compile(r"\s*[>›»|/]\s*")
NEAR = 3  # lines between the section's name and the headline
MENU = 3  # short lines in a row are a menu: none of them names this article's section
NO_SECTION = frozenset(
    "news aktuell aktuelles nachrichten noticias actualités exclusive exklusiv breaking video videos plus premium "
    "featured uncategorized allgemein allgemeines general advertisement anzeige sponsored".split()
)
HOME = frozenset("home start startseite accueil inicio home page homepage hjem hem etusivu strona główna".split())
NO_SECTION_LINE = frozenset("share comment prompt date_mostly date_only by_name name_date address counter".split())
NO_HINT = frozenset(
    "address handle date_only relative_date share prompt comment advert rights related_label media_control counter "
    "by_name biography symbols marks_only full_stop".split()
)


def hints_of(lines: list[RawLine]) -> tuple[str, ...]:
    """The topics of lists such as "Tags: floods, Millton", in order, each once."""
    found: dict[str, str] = {}
    for i, line in enumerate(lines):
        if line.role == "dropped" and "tag_list" in line.features and line.words <= 60:
            rest = _after_label(line)
            for topic in _parted(rest) if rest else _below(lines, i):
                found.setdefault(topic.casefold(), topic)
    return tuple(found.values())[:MOST]


def _after_label(line: RawLine) -> str:
    """ "Tagged with: floods" -> "floods"; "" for a label alone, and for a phrase inside a line."""
    labels = [phrase for phrase in find_phrases(line.tokens, False) if phrase.kind == "tag_list"]
    counts = [len(phrase.padded.split()) for phrase in labels if phrase.anchor in ("^", "=", "!")]
    if not counts:
        return ""
    words = list(PHRASE_WORD.finditer(line.text))
    return line.text[words[min(max(counts), len(words)) - 1].end() :].strip(" :,.|•·–—-#")


def _parted(text: str) -> Iterator[str]:
    parts = [part for part in SEPARATORS.split(text) if part]
    if len(parts) == 1 and len(text) > LONGEST_HINT // 2:
        parts = GLUED.split(text)
    for part in parts:
        topic = COUNT.sub("", INNER_LABEL.sub("", part)).strip(" .:()[]\"'“”_&")
        if 2 <= len(topic) <= LONGEST_HINT and any(map(str.isalpha, topic)) and not _opens_phrase(topic):
            yield topic


def _opens_phrase(topic: str) -> bool:
    """ "in this article": the rest of a label."""
    first = topic.split()[0]
    return first.islower() and first in tables().function and " " in topic


def _below(lines: list[RawLine], i: int) -> Iterator[str]:
    """The short lines below a label that stands alone."""
    for line in lines[i + 1 : i + 1 + LIST_BELOW]:
        if line.role != "dropped" or line.words > 4 or line.noise >= 1 or line.has(NO_HINT):
            return
        yield from _parted(line.text)


def section_of(lines: list[RawLine]) -> str | None:
    """The section that a line above the headline, or next below it, names: "Sport", "Home > News > Harbour"."""
    title = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    if title is None:
        return None
    near = [i for i in range(max(0, title - NEAR), min(len(lines), title + 2)) if lines[i].role == "dropped"]
    for i in sorted(near, key=lambda i: abs(title - i)):
        line = lines[i]
        if line.words > 8 or line.full_stop or _in_menu(lines, i):
            continue
        section = _named_by(line)
        if section is not None:
            return section
    return None


def _named_by(line: RawLine) -> str | None:
    if line.has(NO_SECTION_LINE):
        return None
    if "arrows" in line.features or "breadcrumbs" in line.features:
        return _last_crumb(line.text)
    if line.features.get("section", 0.0) >= 1.8 and line.words <= 3:
        return _shown(line.text)
    return None


def _in_menu(lines: list[RawLine], i: int) -> bool:
    """Is it one of several labels in a row?"""
    run = 1
    for step in (-1, 1):
        at = i + step
        while 0 <= at < len(lines) and lines[at].role == "dropped" and lines[at].words <= 3 and run < MENU:
            run += 1
            at += step
    return run >= MENU


def _last_crumb(text: str) -> str | None:
    crumbs = [crumb for crumb in CRUMB.split(text) if crumb and crumb.lower() not in HOME]
    last = crumbs[-1] if crumbs else ""
    return _shown(last) if last and len(last.split()) <= 3 and len(crumbs) <= 4 else None


def _shown(name: str) -> str | None:
    name = name.strip(" .:,|–—-")
    if name.lower() in NO_SECTION or "." in name or len(name) < 2:
        return None
    return name.capitalize() if name.isupper() and len(name) > 3 else name
