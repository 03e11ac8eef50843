"""Sources -> records for the index: read, parse, annotate.  What lies in a container is found through the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from sitegen import (
    annotate,
    ids,
    images,
    naming,
    parse,
    permalink,
    records,
    versions,
    vocabulary,
)
from sitegen.annotate import Annotator
from sitegen.config import Config
from sitegen.digest import digest
from sitegen.errors import SourceError
from sitegen.model import TAG, Annotations, Article, Card, Correction, Evidence, Name, Problem, Record, Stated
from sitegen.store import PictureRow, Store
from sitegen.store.lines import packed
from sitegen.store.pictures import number, stems
from sitegen.vocabulary import Assigner, Vocabulary
from sitegen.withheld import Withheld
from sitegen.work.extracts import body_of, local_pictures, notes_of, title_of
from sitegen.work.in_senses import in_senses
from sitegen.work.patterns import Pattern, Patterns, with_tags, words_of
from sitegen.work.withholding import NOTHING, Told, Withholding
from sitegen.work.words import own_words

encode = msgspec.msgpack.encode
shown_of = msgspec.msgpack.Decoder(tuple[Article, Annotations]).decode  # what is kept of an article
Asked = tuple[str, int, str]  # path, stamp, the address it has ("" for none)
Failed = tuple[str, int, Problem]
ReadResult = tuple[list[Record], list[Failed]]
Recurring = Callable[[Sequence[str]], Mapping[str, int]]
DRAFT = "draft"
NOTHING_WITHHELD = Withheld()


class Found(NamedTuple):
    """One article read: what pages and export are made from."""

    data: bytes
    article: Article
    found: Annotations


class Reader:
    """Reads in one process, with what editors state of the sources."""

    def __init__(
        self, config: Config, stated: Stated, settled: bool = True, withheld: Withheld = NOTHING_WITHHELD
    ) -> None:
        """`settled`: is the vocabulary of topics the one to be used, so that what is read is given topics at once?
        `withheld`: what nobody may see."""
        self.config, self.stated, self.settled, self.withheld = config, stated, settled, withheld

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("config", "stated", "settled", "withheld")}

    def close(self) -> None:
        """Close the view of the store, if it was opened."""
        if "view" in self.__dict__:
            self.__dict__.pop("view").db.close()

    @cached_property
    def seeds(self) -> str:
        return str(self.config.seeds)

    @cached_property
    def annotator(self) -> Annotator:
        return annotate.open_annotator(self.config.annotate.model)

    @cached_property
    def assigner(self) -> Assigner:
        """By the vocabulary as it lies with the seeds when topics are first asked for."""
        found = self.config.annotate.model != "none"
        return Assigner(Vocabulary.read(self.config.seeds / vocabulary.FILE) if found else None)

    @cached_property
    def view(self) -> Store:
        """This process's own view of the store: what was committed when it is asked."""
        return Store.read(self.config.state)

    @cached_property
    def has_pictures(self) -> bool:
        return self.any_pictures()

    @cached_property
    def withholding(self) -> Withholding:
        return Withholding(self.withheld, lambda: self.annotator)

    @cached_property
    def patterns(self) -> Patterns:
        return Patterns(self.stated.patterns)

    # ---- for the evidence of the archive

    def keys(self, batch: Sequence[str]) -> list[tuple[str, bytes]]:
        """Sources with the keys of their lines, packed; none of what cannot be read."""
        found = []
        for path in batch:
            try:
                data, columns = self._without(path)
                lines = parse.line_keys(path, data, Evidence(columns=columns))
            except SourceError:
                lines = []
            found.append((path, packed(lines)))
        return found

    def matched(self, batch: tuple[Sequence[Pattern], Sequence[str]]) -> list[str]:
        """Of sources, those that one of these patterns matches; none of what cannot be read."""
        patterns, found = Patterns(batch[0]), []
        has_pictures = self.any_pictures()  # there may be others when sources are read
        for path in batch[1]:
            try:
                _, article = self._parsed(path, has_pictures)
            except SourceError:
                continue
            if patterns.tags(words_of(article)):
                found.append(path)
        return found

    def withheld_in(self, batch: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Sources from which something is taken out, with the keys of the entries that say so."""
        found = []
        for path in batch:
            try:
                told = self.withholding.told(path, *self.source(path))
            except SourceError:
                continue
            if told.keys:
                found.append((path, list(told.keys)))
        return found

    def probe(self, batch: Sequence[tuple[str, int]]) -> list[PictureRow]:
        """(path, stamp) of pictures -> their rows."""
        rows = []
        for path, mark in batch:
            picture = self.withheld.plainly(images.probe(self.file_of(path), path), ("credit", "caption"))
            try:
                content, _ = self.source(path)
            except SourceError:
                content = b""  # the probe said so
            files = len(images.variants(picture, path))
            rows.append(PictureRow(number(path), path, *stems(path), mark, digest(content), encode(picture), files))
        return rows

    # ---- topics

    def assign(self, batch: Sequence[int]) -> list[tuple[int, list[Name]]]:
        """Articles with the names of their topics."""
        offered = self.view.phrases.of(batch)
        return [(article, self.topics(offered.get(article, b""))) for article in batch]

    def topics(self, phrases: bytes) -> list[Name]:
        """The topics of an article that offers these phrases, the best first; last what earns no page."""
        if not phrases:  # then the tables of topics need not be read
            return []
        return [Name(TAG, naming.TOPIC if t.page else naming.KEYWORD, t.name) for t in self.assigner.topics(phrases)]

    # ---- reading

    def read(self, batch: Sequence[Asked]) -> tuple[list[Record], list[Failed]]:
        """Sources -> records, their cards not yet rendered, and what could not be read."""
        found: list[Record] = []
        failed: list[Failed] = []
        bodies: list[str] = []
        for path, mark, address in batch:
            try:
                record, body = self._record(path, mark, address)
            except SourceError as error:
                stage = DRAFT if error.hint == DRAFT else "read"
                failed.append((path, mark, Problem(stage, path, error.message, error.hint)))
            else:
                found.append(record)
                bodies.append(body)
        sketches = versions.sketches(bodies)
        return [structs.replace(r, sketch=s) for r, s in zip(found, sketches, strict=True)], failed

    def _record(self, path: str, mark: int, address: str) -> tuple[Record, str]:
        """What the index is told of an article, but for its sketch; and the body, of which that is made."""
        got = self.find(path)
        article, found = got.article, got.found
        title = title_of(article, path)
        address = self.kept_address(path, address)
        card = Card(
            address or permalink.wanted(self.config.permalink, path, article, title),
            title,
            article.words(article.dek),
            article.published,
            article.authors,
        )
        named = naming.names_of(article, found)
        notes, quoted = notes_of(article, found, named.people, len(named.names), self.config.publish.confidence)
        names = in_senses(article, found, named, self.stated.people.get(path, {}))
        assigned = self.topics(found.phrases) if self.settled else []
        shown = structs.replace(article, text=""), structs.replace(found, phrases=b"")
        kept = encode(shown)
        record = Record(
            path,
            mark,
            digest(got.data),
            card,
            "",
            (*names, *assigned),
            (*quoted, *(0 for _ in assigned)),
            notes,
            kept,
            pictures=tuple(local_pictures(article)),
            unmatched=article.unmatched,
            phrases=found.phrases,
            aliases=article.given.aliases,
            words=own_words(found.keyphrases, names),
        )
        return record, body_of(article)

    def find(self, path: str) -> Found:
        """Read, parse and annotate one source.  Raises SourceError."""
        data, article = self._parsed(path, self.has_pictures)
        if article.given.draft:
            raise SourceError("is a draft, and was left out", DRAFT)
        if article.published and not ids.in_range(article.published):
            raise SourceError(
                f"has a date that no newspaper bore: {article.published.value}", "Correct the date in the file."
            )
        found = self.annotator.annotate(article)
        if (told := self._told(path)).said:
            found = self.withholding.unsaid(told, article, found)
        if self.stated.patterns:
            article, found = with_tags(article, found, self.patterns.tags(words_of(article)))
        return Found(data, article, found)

    def article(self, path: str) -> Article:
        """The article of a source, as it is shown.  Raises SourceError."""
        return self._parsed(path, self.has_pictures)[1]

    def _parsed(self, path: str, has_pictures: bool) -> tuple[bytes, Article]:
        """(the bytes of a source, what they are as an article).  Raises SourceError."""
        data, columns = self._without(path)
        article = parse.parse(path, data, self._evidence(path, columns, has_pictures))
        return data, self.withholding.tidied(told, article) if (told := self._told(path)).redactions else article

    def revive(self, path: str, known: bytes, kept: bytes) -> Found:
        """The same from what was kept, if the source is still the one with this digest.  Raises SourceError."""
        if not kept:
            got = self.find(path)
            data = got.data
        else:
            data, columns = self._without(path)
        if digest(data) != known:
            raise SourceError("changed while the build ran", "Build once more.")
        if not kept:
            return got
        article, found = shown_of(kept)
        text = parse.text_of(path, data, Evidence(columns=columns))
        return Found(data, structs.replace(article, text=text), found)

    def _evidence(self, path: str, columns: Mapping[str, str] | None, has_pictures: bool) -> Evidence:
        return Evidence(
            recurring=self.recurring() if parse.is_counted(path) else Evidence().recurring,
            images=self.beside(path) if has_pictures else (),
            correction=self._correction(path),
            columns=columns,
        )

    # ---- what is withheld

    def kept_address(self, path: str, address: str) -> str:
        """The address that a source had, "" where that tells of somebody who is taken out of it."""
        return "" if address and self.withholding.tells(self._told(path), address) else address

    def _correction(self, path: str) -> Correction | None:
        """What an editor states of an article, as it is without what is withheld."""
        stated = self.stated.corrections.get(path)
        return self.withholding.corrected(self._told(path), stated) if stated else None

    def _told(self, path: str) -> Told:
        """What is taken out of a source.  Raises SourceError."""
        return self.withholding.told(path, *self.source(path)) if self.withheld.hides else NOTHING

    def _without(self, path: str) -> tuple[bytes, Mapping[str, str] | None]:
        """The bytes of a file, or the line of a record and what its columns hold; without what is withheld.
        Raises SourceError."""
        data, columns = self.source(path)
        return self.withholding.without(path, data, columns) if self.withheld.hides else data, columns

    def file_of(self, path: str) -> str:
        """Where a file below seeds/ lies: the site may know it by another name."""
        return f"{self.seeds}/{self.withheld.places.get(path, path)}"

    # ---- what is known beside the program: here from the disk and the store (see away)

    def any_pictures(self) -> bool:
        return self.view.pictures.any()

    def beside(self, path: str) -> tuple[str, ...]:
        """Pictures that lie beside a source."""
        return tuple(self.view.pictures.beside(path))

    def recurring(self) -> Recurring:
        """How many articles hold a line (see Evidence)."""
        return self.view.lines.levels

    def source(self, path: str) -> tuple[bytes, Mapping[str, str] | None]:
        """The bytes of a file; or the line of a record, and what its columns hold; as they lie there.  Raises
        SourceError."""
        place = self.view.records.place(path) if records.is_inside(path) else None
        try:
            if place is None:
                with open(self.file_of(path), "rb", buffering=0) as f:
                    return f.read(), None
            with open(f"{self.config.root}/{place.file}", "rb", buffering=0) as f:
                f.seek(place.start)
                return f.read(place.length), records.columns_of(self.config.source, path)
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror}", "Look at its permissions.") from None
