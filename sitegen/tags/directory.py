"""The tags of the last build, and what tags.toml says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sitegen import headings, tag_names
from sitegen.config import Config
from sitegen.editing import directory
from sitegen.editing.directory import Subject, Words
from sitegen.editing.state import last_build
from sitegen.model import TAG, Heading, Headings
from sitegen.naming import fold
from sitegen.store import Store

GIVEN, KEYWORD = "given", "keyword"

Tag: TypeAlias = Subject[Heading]


class Directory(directory.Directory[Heading]):
    """The tags of one build, as tags.toml now speaks of them."""

    family = TAG
    words = Words("no tag", "tag", "tags")

    def __init__(self, store: Store, stated: Headings, base_url: str) -> None:
        claims = {fold(name): heading for heading in stated.entries for name in heading.names}
        super().__init__(store, stated.entries, claims, base_url)

    def block(self, name: str) -> str:
        """What may be one tag: the same words, or initials."""
        return tag_names.block(name)

    def with_page(self) -> list[Tag]:
        """All that have a page, by name; those that the file has dropped since the build are left out."""
        found = [self.of(row) for row in self.under()]
        return [tag for tag in found if tag.entry is None or not tag.entry.dropped]

    def narrower(self, tag: Tag) -> list[str]:
        """The names of the headings that stand below this one."""
        return [each.name for each in self.entries.values() if stands_below(each, tag)]


def stands_below(entry: Heading | None, tag: Tag) -> bool:
    """Does an entry say that this tag is broader?"""
    names = (*tag.spellings, *(tag.entry.names if tag.entry else ()))
    return entry is not None and bool(entry.broader) and fold(entry.broader) in map(fold, names)


def kinds_of(tag: Tag) -> Counter[str]:
    """kind -> in how many articles the tag was found as one; given tags have none."""
    found: dict[str, set[int]] = {}
    for form in tag.forms:
        if form.kind not in (GIVEN, KEYWORD):
            found.setdefault(form.kind, set()).update(form.post)
    return Counter({kind: len(articles) for kind, articles in sorted(found.items())})


def given(tag: Tag) -> int:
    """In how many articles the tag stands in what was given with the text."""
    return len({article for form in tag.forms if form.kind == GIVEN for article in form.post})


@contextmanager
def opened(config: Config) -> Iterator[Directory]:
    """The tags of the last build.  Raises SitegenError if there is none."""
    stated = headings.load(config.seeds)
    with last_build(config) as store:
        yield Directory(store, stated, config.base_url)
