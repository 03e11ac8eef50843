"""From lines with roles to the fields of an article: passages, figures, blocks, and the fate of every line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.model import Article, BlockKind, Figure, Line, Passage, Role
from sitegen.parse.bylines import display_name, opening, read_byline
from sitegen.parse.phrases import tokens
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.paragraphs import Paragraphs
from sitegen.parse.text.pictures import Picture, caption_and_credit, credit_alone
from sitegen.parse.text.publication import Publication
from sitegen.parse.text.rules import why_dropped, why_kept
from sitegen.parse.text.signature import author_below, authors_beside
from sitegen.parse.text.titles import headline_span
from sitegen.parse.text.topics import hints_of, section_of

REPORTED_BY = re.compile(r"(?i)reporting by\s+(.*?)(?:;|\bediting\b|\bwriting\b|\)|$)")
SURE_OF_NAME = frozenset("by_name name_date name_role after_by given_name reporting_note letter_writer".split())
CORRECTED = "correction"


@dataclass
class Assembly:
    """What has been gathered from the lines so far; `fates` holds one entry a line, in order."""

    source: str
    titles: list[RawLine] = field(default_factory=list)
    deks: list[RawLine] = field(default_factory=list)
    authors: dict[str, bool] = field(default_factory=dict)
    author_lines: dict[int, list[str]] = field(default_factory=dict)
    publication: Publication = field(default_factory=Publication)
    dateline: str | None = None
    pictures: list[Picture] = field(default_factory=list)
    captions: dict[str, Picture] = field(default_factory=dict)
    waiting: Picture | None = None
    loose_credit: RawLine | None = None
    body: Paragraphs = field(default_factory=Paragraphs)
    fates: dict[int, Line] = field(default_factory=dict)

    def keep(self, line: RawLine, role: Role, rule: str = "") -> None:
        self.fates[line.number] = Line(line.number, role, CORRECTED if line.corrected else rule or why_kept(line, role))

    def drop(self, line: RawLine, rule: str) -> None:
        self.fates[line.number] = Line(line.number, "dropped", CORRECTED if line.corrected else rule)

    def take(self, line: RawLine) -> None:
        """Put a line where its role says."""
        if line.role == "caption":
            self.take_caption(line)
            return
        if line.role == "credit":
            self.take_credit(line)
            return
        self.waiting = None
        if "caption" not in line.tokens:
            self.loose_credit = None
        TAKERS.get(line.role, Assembly.take_furniture)(self, line)

    def take_title(self, line: RawLine) -> None:
        if any(line.key == other.key for other in self.titles):
            self.drop(line, "repeated headline")
        else:
            self.titles.append(line)
            self.keep(line, "title")

    def take_dek(self, line: RawLine) -> None:
        if any(line.key == other.key for other in self.deks):
            self.drop(line, "repeated subheadline")
        else:
            self.deks.append(line)
            self.keep(line, "dek")

    def take_caption(self, line: RawLine) -> None:
        caption, credit = caption_and_credit(line)
        words = " ".join(tokens(self.source[caption.start : caption.end]))
        first = self.captions.get(words)
        if first is None:
            first = self.captions[words] = Picture(caption, credit)
            self.pictures.append(first)
            self.keep(line, "caption")
        else:
            first.credit = first.credit or credit
            self.drop(line, "repeated caption")
        if first.credit is None and self.loose_credit is not None:
            first.credit = credit_alone(self.loose_credit)
            self.keep(self.loose_credit, "credit")
        self.waiting, self.loose_credit = first, None

    def take_credit(self, line: RawLine) -> None:
        """A credit belongs to the caption before it, else to the one that follows at once."""
        if self.waiting is None:
            self.loose_credit = line
            self.drop(line, "credit without its caption")
        elif self.waiting.credit is None:
            self.waiting.credit = credit_alone(line)
            self.keep(line, "credit")
        else:
            self.drop(line, "second credit of one caption")

    def take_byline(self, line: RawLine) -> None:
        if line.dates:
            self.publication.add(2.0, line)
        names = self._names(line)
        if names:
            self.author_lines[line.number] = names
        sure = line.has(SURE_OF_NAME)
        for name in names:
            self.authors[name] = self.authors.get(name, False) or sure
        self.drop(line, "by-line of an agency or a desk" if not names else "by-line")

    def _names(self, line: RawLine) -> list[str]:
        if "letter_writer" in line.features:
            return [display_name(line.text.split(",")[0])]
        if line.zone in "BE" and self.authors:
            return []
        if "reporting_note" in line.features:
            found = REPORTED_BY.search(line.text)
            return read_byline(found[1])[0] if found and not self.authors else []
        if line.names or line.zone not in "PH" or "role_only" in line.features:
            return line.names
        return read_byline(opening().sub("", line.text))[0]

    def take_date(self, line: RawLine) -> None:
        self.publication.add_date_line(line)
        if line.dateline.place and not self.dateline:
            self.dateline = line.dateline.place
        self.drop(
            line, "another date" if line.dates else "relative date" if _is_relative(line) else "date without a year"
        )

    def take_paragraph(self, line: RawLine) -> None:
        if line.role == "dateline" and line.dateline.place and not self.dateline:
            self.dateline = line.dateline.place
        if line.role == "dateline" or not self.body.blocks:
            self.publication.add_dateline(line)
        self.body.add(self.source, line)
        self.keep(line, "paragraph")

    def take_block(self, line: RawLine) -> None:
        kind: BlockKind = KINDS[line.role]
        self.body.add_block(kind, line)
        self.keep(line, kind)

    def take_furniture(self, line: RawLine) -> None:
        self.publication.add_dropped(line)
        self.drop(line, why_dropped(line))


KINDS: dict[str, BlockKind] = {"subhead": "subhead", "list": "list", "question": "question"}
TAKERS = {
    "title": Assembly.take_title,
    "dek": Assembly.take_dek,
    "byline": Assembly.take_byline,
    "date": Assembly.take_date,
    "dateline": Assembly.take_paragraph,
    "paragraph": Assembly.take_paragraph,
    "subhead": Assembly.take_block,
    "list": Assembly.take_block,
    "question": Assembly.take_block,
}


def assemble(
    path: str, source: str, encoding: str, lines: list[RawLine], wrapped: bool, language: str | None = None
) -> Article:
    """The article that these lines, with their roles, make."""
    made = Assembly(source, body=Paragraphs(wrapped))
    for line in lines:
        made.take(line)
    made.body.finish()
    published, stated = made.publication.choose(lines, path, language)
    if stated is not None and made.fates[stated.number].role == "dropped":
        made.keep(stated, "date", "publication date")
    if stated is not None and "place_and_date" in stated.features:
        made.dateline = made.dateline or stated.dateline.place
    authors = _authors(made, {line.number: line for line in lines}) or _author_elsewhere(made, lines)
    return Article(
        text=source,
        title=_title(made.titles),
        dek=_joined(made.deks),
        authors=authors,
        published=published,
        dateline=made.dateline,
        section=section_of(lines),
        language=language,
        figures=tuple(Figure(caption=picture.caption, credit=picture.credit) for picture in made.pictures),
        blocks=tuple(made.body.blocks),
        lines=tuple(made.fates[line.number] for line in lines),
        encoding=encoding,
        hints=hints_of(lines),
    )


def _authors(made: Assembly, lines: dict[int, RawLine]) -> tuple[str, ...]:
    """A by-line proper outranks bare capitalised lines, which may be names of a menu."""
    sure = tuple(name for name, firm in made.authors.items() if firm)
    authors = sure or tuple(made.authors)
    for number, names in made.author_lines.items():
        if made.fates[number].role != "date" and any(name in authors for name in names):
            made.keep(lines[number], "byline")
        elif made.fates[number].role != "date":
            made.drop(lines[number], "name beside a by-line")
    return authors


def _author_elsewhere(made: Assembly, lines: list[RawLine]) -> tuple[str, ...]:
    found = authors_beside(lines) or author_below(lines)
    if found is None:
        return ()
    line, names = found
    if made.fates[line.number].role == "dropped" and not line.corrected:
        made.keep(line, "byline", "by-line: named beside the text")
    return names


def _is_relative(line: RawLine) -> bool:
    return "relative_date" in line.features


def _joined(lines: list[RawLine]) -> Passage | None:
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    words = " ".join(line.text for line in lines) if len(lines) > 1 else ""
    return Passage(first.start, last.end, first.number, words)


def _title(lines: list[RawLine]) -> Passage | None:
    if not lines:
        return None
    first = lines[0]
    if len(lines) == 1 and not first.whole:
        return Passage(first.start, first.end, first.number)
    words = " ".join(line.text for line in lines)
    start, end = headline_span(words)
    if len(lines) == 1:
        return Passage(first.start + start, first.start + end, first.number)
    return Passage(first.start, lines[-1].end, first.number, words[start:end])
