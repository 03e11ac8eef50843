"""Annotators: what turns an article into annotations, and how one is opened from its name in sitegen.toml."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen import vocabulary
from sitegen.annotate import given
from sitegen.digest import digest_of
from sitegen.gazetteer import atlas, countries
from sitegen.model import Annotations, Article

if TYPE_CHECKING:
    from sitegen.annotate.keyphrases.ranker import Ranker
    from sitegen.annotate.names import Entity
    from sitegen.annotate.topics.finder import Finder
    from sitegen.annotate.topics.phrasing import Gatherer

VERSION = "6"  # raise it with every change that may change what is found
SPACY = "spacy:"


class Annotator(Protocol):
    """Finds people, quotations and topics.  Two annotators of one fingerprint give the same annotations."""

    @property
    def fingerprint(self) -> bytes:
        """16 bytes that stand for the method's version, its model files and its options."""
        ...

    def annotate(self, article: Article) -> Annotations:
        """The annotations of an article; spans are offsets of `article.text`."""
        ...


class GivenOnly:
    """What front matter states, and nothing else: `model = "none"`."""

    def __init__(self, fingerprint: bytes) -> None:
        self.fingerprint = fingerprint

    def annotate(self, article: Article) -> Annotations:
        return Annotations(people=given.people(article), topics=given.topics(article))


class TextAnnotator:
    """People, quotations, tags, keyphrases and phrases from the text itself, with the names that `entities` finds."""

    def __init__(
        self,
        entities: Callable[[str], Sequence[Entity]],
        finder: Finder,
        gatherer: Gatherer,
        ranker: Ranker,
        fingerprint: bytes,
    ) -> None:
        self._entities, self._finder, self._gatherer, self._ranker = entities, finder, gatherer, ranker
        self.fingerprint = fingerprint

    def annotate(self, article: Article) -> Annotations:
        from sitegen.annotate.reader import read

        return read(article, self._entities, self._finder, self._gatherer, self._ranker)


@cache
def open_annotator(spec: str) -> Annotator:
    """The annotator that `[annotate] model` names: "builtin", "none" or "spacy:<package>"; opened once a process,
    for builds that follow each other.  Raises ConfigError where a spaCy package is not installed."""
    if spec == "none":
        return GivenOnly(fingerprint(spec))
    from sitegen.annotate import keyphrases, names, topics

    entities = _spacy(spec) if spec.startswith(SPACY) else names.load().entities
    finder = topics.load()
    return TextAnnotator(entities, finder, topics.gatherer(finder), keyphrases.load(), fingerprint(spec))


def fingerprint(spec: str) -> bytes:
    """The fingerprint of the annotator that `spec` names, without opening it.  Raises ConfigError as above."""
    if spec == "none":
        return digest_of(VERSION, spec)
    versions = _spacy_versions(spec) if spec.startswith(SPACY) else ""
    return digest_of(VERSION, spec, versions, *_data_files())


def _spacy(spec: str) -> Callable[[str], Sequence[Entity]]:
    from sitegen.annotate.spacy_names import open_package

    return open_package(spec.removeprefix(SPACY))


def _spacy_versions(spec: str) -> str:
    from sitegen.annotate.spacy_names import versions

    return versions(spec.removeprefix(SPACY))


def _data_files() -> list[bytes]:
    """The names and bytes of every model file of this room and of the vocabulary, each in the order of their names, and
    of the world's places."""
    folders = Path(__file__).with_name("data"), vocabulary.DATA
    files = [file for folder in folders for file in sorted(folder.iterdir(), key=lambda f: f.name) if file.is_file()]
    files += [countries.TABLE, atlas.TABLE]
    return [part for f in files for part in (f.name.encode(), f.read_bytes())]
