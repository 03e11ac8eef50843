"""What was found in one article, as docs/export.md says: the object that every format is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sitegen import gazetteer, naming
from sitegen.model import Annotations, Article, Block, Quotation
from sitegen.pages.article import REJECTED
from sitegen.pages.quotes import words_of
from sitegen.store import TermRow
from sitegen.work import Found


def article_object(
    id: int, place: tuple[str, str | None], got: Found, terms: Sequence[TermRow | None]
) -> dict[str, Any]:
    """One article as docs/export.md says.  `place`: its file and the record in it; `terms`: of the names that it uses
    itself, and then of the topics that it was assigned."""
    article, found = got.article, got.found
    own, people, topics, _authors = naming.names_of(article, found)
    container, key = place
    slugs = [(t.slug or None) if t else None for t in terms]
    tags = [*terms[len(own) :], *(terms[place] for place in topics)]
    return {
        "id": f"{id:x}",
        "source": {"path": container, "record": key, "sha256": hashlib.sha256(got.data).hexdigest()},
        "text": article.text,
        "title": article.words(article.title) or None,
        "dek": article.words(article.dek) or None,
        "authors": article.authors,
        "date": article.published.value if article.published else None,
        "dateline": article.dateline,
        "language": article.language,
        "section": article.section,
        "encoding": article.encoding,
        "captions": [
            {"text": article.words(f.caption), "credit": article.words(f.credit) or None} for f in article.figures
        ],
        "blocks": [_block(article, b) for b in article.blocks],
        "dropped": [{"line": d.line, "text": d.text, "rule": d.rule} for d in article.dropped()],
        "quotes": [
            _quote(article, found, q, [slugs[p] for p in people])
            for q in found.quotations
            if q.statement or q.speaker is not None
        ],
        "people": [
            {
                "id": slugs[place],
                "name": p.name,
                "aliases": p.aliases,
                "roles": p.roles,
                "age": p.age,
                "gender": p.gender or None,
                "mentions": p.mentions,
                "evidence": p.evidence,
                "confidence": p.confidence,
            }
            for p, place in zip(found.people, people, strict=True)
        ],
        "organisations": _of_kind(found, "organisation"),
        "places": _places(article.text, found),
        "tags": list(dict.fromkeys(t.name for t in tags if t and t.kind != REJECTED)),
        "keyphrases": found.keyphrases,
    }


def _block(article: Article, block: Block) -> dict[str, Any]:
    p = block.passage
    return {"type": block.kind, "text": article.words(p), "start": p.start, "end": p.end, "line": p.line}


def _quote(article: Article, found: Annotations, q: Quotation, ids: list[str | None]) -> dict[str, Any]:
    return {
        "text": words_of(article, q),
        "spans": q.spans,
        "speaker": found.people[q.speaker].name if q.speaker is not None else q.described,
        "speaker_id": (ids[q.speaker] or naming.slug(found.people[q.speaker].name)) if q.speaker is not None else None,
        "cue": q.cue,
        "how": q.how,
        "confidence": q.confidence,
        "statement": q.statement,
    }


def _places(text: str, annotations: Annotations) -> list[dict[str, Any]]:
    """The places with where they are: null where that is not known, or cannot be told."""
    places = [topic for topic in annotations.named if topic.kind == "place"]
    where = gazetteer.resolve(text, [(topic.name, topic.mentions) for topic in places]) if places else []
    return [
        {
            "name": topic.name,
            "mentions": topic.mentions,
            "kind": found.place.kind if found.place else None,
            "country": found.place.country if found.place else None,
            "latitude": found.place.latitude if found.place else None,
            "longitude": found.place.longitude if found.place else None,
            **({"ambiguous": True} if found.ambiguous else {}),
        }
        for topic, found in zip(places, where, strict=True)
    ]


def _of_kind(found: Annotations, kind: str) -> list[dict[str, Any]]:
    return [{"name": t.name, "mentions": t.mentions} for t in found.named if t.kind == kind]
