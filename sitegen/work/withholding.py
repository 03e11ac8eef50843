"""Names taken out of the bytes of a source, before anything else reads them.

Which short forms mean a person is told by the article itself: it is read as it stands, and who is called what in it is
what its people and their mentions say.  So the answer follows from the bytes and the takedowns alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from sitegen import naming, parse
from sitegen.annotate import Annotator
from sitegen.columns import FORMAT, read_line
from sitegen.errors import SourceError
from sitegen.model import Annotations, Article, Correction, Evidence, PersonHere, Takedown
from sitegen.parse import frontmatter
from sitegen.parse.html.tree import markup_of
from sitegen.withheld import Redaction, Withheld
from sitegen.withheld.redacting import Kind, Span, redacted, surnames

BOM = b"\xef\xbb\xbf"  # says UTF-8, whatever a page says of itself
HTML, MARKDOWN = (".html", ".htm", ".xhtml"), (".md", ".markdown")
KEPT_SOURCES = 64
Columns = Mapping[str, str] | None


class Told(NamedTuple):
    """What is to be taken out of one source: of which entries, how, and what those who are removed said in it."""

    keys: tuple[str, ...]
    redactions: tuple[Redaction, ...]
    kept: tuple[Span, ...] = ()
    said: frozenset[str] = frozenset()


NOTHING = Told((), ())


class Withholding:
    """One reader's."""

    def __init__(self, withheld: Withheld, annotator: Callable[[], Annotator]) -> None:
        self.withheld, self.annotator = withheld, annotator
        self._of = lru_cache(KEPT_SOURCES)(self._read)

    def told(self, path: str, data: bytes, columns: Columns) -> Told:
        """What is to be taken out of a source."""
        if not self.withheld.persons and path not in self.withheld.nameless:
            return NOTHING
        return self._of(path, data, tuple(sorted(columns.items())) if columns is not None else None)

    def without(self, path: str, data: bytes, columns: Columns) -> bytes:
        """The bytes of a source without what is withheld in it; the same ones where that is nothing."""
        told = self.told(path, data, columns)
        return _rewritten(path, data, columns, told) if told.redactions else data

    def tidied(self, told: Told, article: Article) -> Article:
        """Nobody is called "[a person]": descriptions are no names that an article states."""
        marks = tuple(f"[{r.described}]" for r in told.redactions)
        people, tags = _real(article.given.people, marks), _real(article.given.tags, marks)
        hidden = re.compile("|".join(rf"\bt{r.key}\b" for r in told.redactions))
        aliases = tuple(a for a in _real(article.given.aliases, marks) or () if not hidden.search(a))
        given = structs.replace(article.given, people=people, tags=tags, aliases=aliases)
        figures = tuple(structs.replace(f, alt=_unescaped(f.alt)) if f.alt else f for f in article.figures)
        return structs.replace(article, given=given, hints=_real(article.hints, marks) or (), figures=figures)

    def unsaid(self, told: Told, article: Article, found: Annotations) -> Annotations:
        """Without what was said by people who are removed."""
        if not told.said:
            return found
        words = [_letters("".join(article.text[s:e] for s, e in q.spans)) for q in found.quotations]
        kept = [q for q, said in zip(found.quotations, words, strict=True) if said not in told.said]
        return structs.replace(found, quotations=tuple(kept))

    def tells(self, told: Told, address: str) -> bool:
        """Does an address tell of somebody who is taken out of the article?"""
        return any(True for r in told.redactions for _ in r.spans(address))

    def corrected(self, told: Told, stated: Correction) -> Correction:
        """What an editor states of an article, in the words that its text has now."""
        if not told.redactions:
            return stated
        words = msgspec.convert(_walked(msgspec.to_builtins(stated), told, "text"), Correction)
        marks = tuple(f"[{r.described}]" for r in told.redactions)
        return structs.replace(words, people=_real(words.people, marks), tags=_real(words.tags, marks))

    # ---- what is to be taken out

    def _read(self, path: str, data: bytes, columns: tuple[tuple[str, str], ...] | None) -> Told:
        named = dict(columns) if columns is not None else None
        try:
            text = _text(path, data, named)
        except SourceError:
            return NOTHING  # reading it says so
        concerned = self.withheld.concerning(path, text)
        if not concerned and path not in self.withheld.nameless:
            return NOTHING
        try:
            article = parse.parse(path, data, Evidence(columns=named))
            found = self.annotator().annotate(article)
        except SourceError:  # reading it says so; until it is mended, at least no name is told
            article, found = Article(text), Annotations()
        redactions = [self._redaction(t, found.people) for t in concerned]
        redactions += self._nobody(path, article, found)
        kept = _others_mentions(concerned, found.people) if article.text == text else ()
        said = frozenset(_said(article, found, redactions, concerned))
        keys = tuple(sorted({r.key for r in redactions}))
        return Told(keys, tuple(redactions), kept, said)

    def _redaction(self, takedown: Takedown, people: Iterable[PersonHere]) -> Redaction:
        """Full names and, where they mean this person here, single words."""
        family = surnames(takedown.names)
        short, others = set(family), set[str]()
        for person in people:
            forms = (person.name, *person.aliases)
            if _is(takedown, person):
                short.update(form for form in forms if " " not in form)
            else:
                others.update(form for form in forms if " " in form and family & surnames([form]))
        return Redaction.of(takedown, short=short, others=others)

    def _nobody(self, path: str, article: Article, found: Annotations) -> list[Redaction]:
        """Everybody whom a nameless article names."""
        entries = [t for t in self.withheld.entries if t.article and self.withheld.known_as(t.article) == path]
        names = {form for p in found.people for form in (p.name, *p.aliases)} | set(article.authors)
        names = {name for name in names if any(sign.isalpha() for sign in name)}
        if not entries or not names or path not in self.withheld.nameless:
            return []
        full = sorted(name for name in names if " " in name) or sorted(names)
        return [Redaction.of(entries[0], full, short=surnames(full) | {n for n in names if " " not in n})]


def _is(takedown: Takedown, person: PersonHere) -> bool:
    """Is somebody of an article the one whom an entry means?  A surname alone may be; a full name must be."""
    forms = (person.name, *person.aliases)
    known = {naming.bearer(name) for name in takedown.names}
    full = Redaction.of(takedown).full
    if any(naming.bearer(form) in known or full.search(form) for form in forms):
        return True
    return all(" " not in form for form in forms) and bool(surnames(forms) & surnames(takedown.names))


def _others_mentions(concerned: Iterable[Takedown], people: Iterable[PersonHere]) -> tuple[Span, ...]:
    """Where other people are meant who bear the same surname."""
    concerned = list(concerned)
    others = [p for p in people if not any(_is(t, p) for t in concerned)]
    family = {name for t in concerned for name in surnames(t.names)}
    return tuple(span for p in others if family & surnames((p.name, *p.aliases)) for span in p.mentions)


def _said(
    article: Article, found: Annotations, redactions: list[Redaction], concerned: Iterable[Takedown]
) -> Iterable[str]:
    gone = [t for t in concerned if t.level == "removed"]
    for q in found.quotations if gone else ():
        if q.speaker is not None and any(_is(t, found.people[q.speaker]) for t in gone):
            yield _letters(redacted("".join(article.text[s:e] for s, e in q.spans), redactions))


def _unescaped(alternative: str) -> str:
    """Of a picture in Markdown the alternative is taken as it stands."""
    return alternative.replace("\\[", "[").replace("\\]", "]")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _real(names: tuple[str, ...] | None, marks: tuple[str, ...]) -> tuple[str, ...] | None:
    return names if names is None else tuple(n for n in names if not any(mark in n for mark in marks))


# ---- bytes, as each kind of source has them


def _text(path: str, data: bytes, columns: Columns) -> str:
    """All that a source says, whatever its kind.  Raises SourceError."""
    if columns is not None:
        fields, _ = read_line(data)
        return "\n".join(_strings(fields))
    return markup_of(data, path)[0] if path.lower().endswith(HTML) else parse.decode(data, path)[0]


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _rewritten(path: str, data: bytes, columns: Columns, told: Told) -> bytes:
    if columns is not None:
        fields, _ = read_line(data)
        kind: Kind = "markdown" if columns.get(FORMAT) == "markdown" else "text"
        return msgspec.json.encode(_walked(fields, told, kind))
    text = _text(path, data, columns)
    if path.lower().endswith(HTML):
        return BOM + redacted(text, told.redactions, "html").encode("utf-8", "replace")
    head = frontmatter.find_head(text)
    kind = "markdown" if path.lower().endswith(MARKDOWN) else "text"
    body = redacted(text, told.redactions, kind, told.kept)
    before = text[: head.body]
    if not head.fence or redacted(before, told.redactions) == before:
        return body.encode()
    kept = tuple((s - head.body, e - head.body) for s, e in told.kept if s >= head.body)
    body = redacted(text[head.body :], told.redactions, kind, kept)
    return (_head(frontmatter.read_fields(text, head), told) + body).encode()


def _head(fields: Mapping[str, Any], told: Told) -> str:
    """Front matter in JSON's form, which YAML reads: brackets in bare words would be a list."""
    stated = _walked(dict(fields), told, "text")
    rows = [msgspec.json.encode(name) + b": " + msgspec.json.encode(value) for name, value in stated.items()]
    return "---\n" + b"\n".join(rows).decode() + "\n---\n"


def _walked(value: Any, told: Told, kind: Kind) -> Any:
    if isinstance(value, str):
        return redacted(value, told.redactions, kind)
    if isinstance(value, Mapping):
        return {redacted(str(name), told.redactions): _walked(inner, told, kind) for name, inner in value.items()}
    return [_walked(inner, told, kind) for inner in value] if isinstance(value, list) else value


__all__ = ["NOTHING", "Told", "Withholding"]
