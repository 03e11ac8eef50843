"""Quotations whose marks are damaged: closed with the wrong mark, closed or reopened with none, or with the
attribution inside the marks.  Every answer is an offset of the text, None where the damage is not certain."""

from __future__ import annotations

import re

from sitegen.annotate.words import VERB_CLASS

# a closing mark of the wrong kind: .' or ,'
WRONG_CLOSE = re.compile("[,.?!…]['’](?=\\s|$)")
_NAME = "[A-ZÀ-Þ][\\w.'’-]*"
INVERTED = re.compile(
    "[,?!]\\s+(?:said|says|added|adds|explained|insisted|warned|argued|recalled|joked|replied|asked)"
    f"\\s+{_NAME}(?:\\s+{_NAME}){{0,3}}(,\\s+|(?<!\\.)\\.?\\s*$|(?<=\\.)\\s*$)"
)
BEFORE = re.compile('[,?!]\\s+([^,.?!;:"“”\\n]{3,60})[,:]?\\s*$')
BEHIND = re.compile('\\s*([^,.?!;:"“”\\n]{3,60})[,:]\\s+(?=\\w)')
FOLLOWS = re.compile('\\s*([^,.?!;:"“”\\n]{3,60})(?=[,.:;]|$)')
REACH = 80  # signs in which an attribution stands
FEWEST, MOST = 2, 7  # words of one
LAST_VERB, BEHIND_VERB = 4, 3  # the place of its verb at most, and the words from there
SUBJECTS = frozenset("he she they it the".split())


def wrong_close(text: str, start: int, end: int) -> int | None:
    """The end of the first single mark in `text[start:end]` that closes what a double one opened."""
    found = WRONG_CLOSE.search(text, start, end)
    if found is None:
        return None
    before = text[start : found.start()]
    return None if "‘" in before or " '" in before else found.end()


def inverted_attribution(text: str, start: int, end: int) -> tuple[int, int] | None:
    """(end of the words said, start of what is said behind) where `text[start:end]` holds ", said Ann Lee"."""
    found = INVERTED.search(text, start, end)
    return None if found is None else (found.start() + 1, found.end())


def attribution_before(text: str, start: int, mark: int) -> int | None:
    """Where the words said end if an attribution stands between them and an opening mark: "We go, he said, "now."."""
    found = BEFORE.search(text, max(start, mark - REACH), mark)
    return found.start() + 1 if found and _attributes(found.group(1)) else None


def reopened_behind(text: str, start: int, mark: int) -> int | None:
    """Where said words begin between the end of a quotation and a closing mark: ..." he said, now or never." """
    found = BEHIND.match(text, start, min(start + REACH, mark))
    if found is None or text[mark - 1] not in ",.?!…" or not _attributes(found.group(1)):
        return None
    return found.end()


def attributed(text: str, start: int, end: int) -> bool:
    """Does an attribution follow at `start`: ..." Ann Lee said, ..."""
    found = FOLLOWS.match(text, start, min(start + REACH, end))
    return found is not None and _attributes(found.group(1))


def _attributes(words: str) -> bool:
    """Are these words an attribution and nothing more: "he added", "the mayor said quietly", "said Ann Lee"?"""
    parts = words.split()
    if not FEWEST <= len(parts) <= MOST:
        return False
    verb = next((place for place, part in enumerate(parts) if VERB_CLASS.get(part, "K") != "K"), None)
    if verb is None:
        return False
    if verb == 0:
        return all(part[0].isupper() or part in SUBJECTS for part in parts[1:3])
    named = parts[0] in SUBJECTS or (parts[0][0].isupper() and parts[0] != "I")
    return named and verb <= LAST_VERB and len(parts) - verb <= BEHIND_VERB
