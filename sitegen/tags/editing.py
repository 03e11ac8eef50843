"""merge, drop, rename and keep: tags.toml is edited as an editor would, and told what changed in plain sentences.

Nothing is written that could not be followed: the edited text is read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen import naming
from sitegen.config import Config
from sitegen.editing import merging
from sitegen.editing.state import THEN_BUILD
from sitegen.editing.tablefile import TableFile
from sitegen.editing.telling import counted
from sitegen.errors import SitegenError
from sitegen.model import Heading
from sitegen.naming import fold
from sitegen.tags.directory import Directory, Tag
from sitegen.tags.tagsfile import tags_file

KEYS = merging.Keys(once=("kind", "mediatopic"), lists=("aliases", "patterns", "was"), kept=("broader",))
OF_THE_TAG = ("name", "kind", "broader", "mediatopic", "patterns", "slug", "was")  # what says that there is such a tag


def merge(config: Config, tags: Directory, a: str, b: str) -> Iterator[str]:
    """State that B is A.  Raises SitegenError where that cannot be, and then writes nothing."""
    one, other = tags.one(a), tags.one(b)
    file = tags_file(config.seeds)
    merging.check_two(file, tags.words, KEYS, one, other)
    for tag in (one, other):
        _check_kept(file, tag)
    values = merging.values_of(one, other, _spellings(other))
    comments = merging.fold_in(file, KEYS, one, other, values)
    _stand_below_themselves(file, one, other, values)
    key = one.entry.key if one.entry else one.name
    merging.write(file, one, key, values, comments)
    file.save()
    yield from merging.told(file, one, other, key, values)
    yield THEN_BUILD


def drop(config: Config, tags: Directory, words: str) -> Iterator[str]:
    """State that there is no such tag.  Raises SitegenError, and then writes nothing."""
    tag = tags.one(words)
    file = tags_file(config.seeds)
    _check_kept(file, tag)
    _check_bare(file, tag)
    key = tag.entry.key if tag.entry else tag.name
    known = {fold(name) for name in (key, *(tag.entry.names if tag.entry else ()))}
    aliases = [name for name in tag.spellings if fold(name) not in known]
    _put(file, tag.entry, key, {"drop": True, **({"aliases": aliases} if aliases else {})})
    file.save()
    yield f"{tag.name} is no tag from now on ({file.where(key)})."
    if aliases:
        yield f"Neither {'is' if len(aliases) == 1 else 'are'} its other spellings: {', '.join(aliases)}."
    if tag.address:
        yield f"{counted(len(tag.articles))} will not show it any more, and {tag.address} will be gone."
    yield THEN_BUILD


def rename(config: Config, tags: Directory, words: str, name: str) -> Iterator[str]:
    """State under which name a tag is shown.  Raises SitegenError, and then writes nothing."""
    tag, name = tags.one(words), " ".join(name.split())
    file = tags_file(config.seeds)
    _check_kept(file, tag)
    _check_free(tags, tag, name)
    key = tag.entry.key if tag.entry else tag.name
    values: dict[str, Any] = {"name": name}
    if fold(tag.name) not in (fold(key), fold(name)):
        values["aliases"] = [tag.name]
    if tag.row and tag.row.slug and not (tag.entry and tag.entry.slug) and naming.slug(name) != tag.row.slug:
        values["was"] = [tag.row.slug]
    _put(file, tag.entry, key, values)
    file.save()
    yield f"{tag.name} is called {name} from now on ({file.where(key)})."
    if "was" in values:
        yield f"{tag.address} will lead on to the new address."
    yield THEN_BUILD


def keep(config: Config, tags: Directory, words: Sequence[str], kind: str = "") -> Iterator[str]:
    """State that these are tags, each one by itself, and of which kind.  Raises SitegenError, and then writes
    nothing."""
    found = [tags.one(each) for each in words]
    file = tags_file(config.seeds)
    done = []
    for tag in found:
        _check_kept(file, tag)
        if tag.entry is None or (kind and tag.entry.kind != kind):
            done.append((tag, tag.entry.key if tag.entry else tag.name))
            _put(file, tag.entry, done[-1][1], {"kind": kind} if kind else {})
    if not done:
        raise SitegenError(f"{file.path} says so already.", "Nothing was changed.")
    file.save()
    for tag, key in done:
        yield f"{tag.name} is a tag{f' of the kind {kind}' if kind else ''} ({file.where(key)})."
    yield THEN_BUILD


def _put(file: TableFile, entry: Heading | None, key: str, values: dict[str, Any]) -> None:
    if entry is None:
        file.add(key, values)
    else:
        file.put(key, values)


def _spellings(tag: Tag) -> list[str]:
    return list(dict.fromkeys([*(tag.entry.names if tag.entry else ()), *tag.spellings]))


def _check_kept(file: TableFile, tag: Tag) -> None:
    if tag.entry is not None and tag.entry.dropped:
        raise SitegenError(
            f"{tag.name!r} is dropped already ({file.where(tag.entry.key)}).", "Take that out first, if it is wrong."
        )


def _check_bare(file: TableFile, tag: Tag) -> None:
    """Refuse to drop what editors have described."""
    if tag.entry is None:
        return
    said = [key for key in OF_THE_TAG if file.read(tag.entry.key).get(key)]
    if said:
        raise SitegenError(
            f"{file.where(tag.entry.key)} says of {tag.name!r} that it is a tag: {', '.join(said)}.",
            "Take that out first, then drop it.",
        )


def _check_free(tags: Directory, tag: Tag, name: str) -> None:
    """Refuse a name that is another tag's, or none."""
    if not name:
        raise SitegenError("A tag must have a name.", "Give the new one behind the old.")
    if name == tag.name:
        raise SitegenError(f"{name!r} is its name already.", "Nothing was changed.")
    mine = {fold(each) for each in _spellings(tag)}
    others = [] if fold(name) in mine else tags.find(name)
    for other in others:
        if fold(other.name) == fold(name):
            raise SitegenError(
                f"There is another tag called {other.name!r}.",
                f"To make them one: sitegen tags merge {tags.as_word(other)} {tags.as_word(tag)}",
            )


def _stand_below_themselves(file: TableFile, one: Tag, other: Tag, values: dict[str, Any]) -> None:
    """Of two that become one, neither stands below the other any more."""
    names = {fold(name) for tag in (one, other) for name in _spellings(tag)}
    if one.entry and fold(one.entry.broader) in names:
        file.remove(one.entry.key, "broader")
        if other.entry and other.entry.broader:
            values["broader"] = other.entry.broader
    if fold(values.get("broader", "")) in names:
        del values["broader"]
