"""review: the candidates with their evidence, a few lines each, and the commands that would settle them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sitegen.config import Config
from sitegen.editing.candidates import left_over
from sitegen.editing.tablefile import in_toml
from sitegen.editing.telling import counted, titles, years
from sitegen.model import TagKind
from sitegen.tags.candidates import TagCandidate, candidates
from sitegen.tags.directory import Directory, Tag, given, kinds_of

HEADS = {
    "spelling": "Two spellings",
    "plural": "One and many",
    "order": "Two orders",
    "initials": "Letters",
    "misspelt": "Perhaps misspelt",
    "part": "A part of another",
    "kinds": "Several kinds",
    "name": "Perhaps a name",
    "new": "New",
    "one article": "One article",
}


def review(config: Config, tags: Directory, limit: int) -> Iterator[str]:
    """The first candidates, as lines."""
    found = candidates(tags)
    for number, candidate in enumerate(found[:limit], 1):
        yield f"{number}. {HEADS[candidate.kind]}: {candidate.why}  ({counted(candidate.touched)})"
        for tag in candidate.subjects:
            yield from _tag(tags, tag)
        yield from (f"   {case:<14} {command}" for case, command in _settled(tags, candidate))
        yield ""
    yield left_over(len(found), limit)


def _tag(tags: Directory, tag: Tag) -> Iterator[str]:
    """Two lines on one of them."""
    told = [kind for kind, _ in kinds_of(tag).most_common()] + ([f"given in {given(tag):,}"] if given(tag) else [])
    facts = [counted(len(tag.articles)), years(tag.articles), *told]
    yield f"   - {tag.name}: {', '.join(filter(None, facts))}  {tag.address}"
    yield from (f"     {title}" for title in titles(tags.store, tag.articles[-1:]))


def _settled(tags: Directory, candidate: TagCandidate) -> Iterator[tuple[str, str]]:
    """(what is so, the command that states it)."""
    subjects = candidate.subjects
    if candidate.kind == "initials":  # the name in full is what readers look for
        subjects = tuple(sorted(subjects, key=lambda tag: -len(tag.name)))
    words = [tags.as_word(tag) for tag in subjects]
    if len(words) == 2:
        yield "one tag:", f"sitegen tags merge {words[0]} {words[1]}"
        yield "two tags:", f"sitegen tags keep {words[0]} {words[1]}"
        if candidate.kind == "part":
            part, whole = sorted(subjects, key=lambda tag: len(tag.name))
            yield "one narrower:", f"broader = {in_toml(part.name)} under [{in_toml(whole.name)}] in tags.toml"
        return
    if candidate.kind in ("kinds", "name"):
        kinds = kinds_of(subjects[0]) if candidate.kind == "kinds" else get_args(TagKind)
        yield from ((f"{kind}:", f"sitegen tags keep {words[0]} --kind {kind}") for kind in kinds)
    else:
        yield "a tag:", f"sitegen tags keep {words[0]}"
    yield "no tag:", f"sitegen tags drop {words[0]}"
