"""The page of one article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup, escape

from sitegen import naming
from sitegen.model import Annotations, Article, Card, PersonHere
from sitegen.pages import citing, dates, linked, provenance, quotes, versions
from sitegen.pages.facts import Facts, NameFact, link
from sitegen.pages.licence import licence_of
from sitegen.pages.setting import Setting

WORDS_A_MINUTE = 230
THINGS = {"organisation": "Organization", "place": "Place"}
REJECTED = "rejected"  # by an editor: the name is no person's, or no tag


class PieceLike(Protocol):
    """A block of the body as HTML (see render.Piece)."""

    @property
    def kind(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def words(self) -> int: ...


class View(NamedTuple):
    """One article with all that its page is made from: `names` are the facts of the names it uses; `people`, `topics`
    (the best first) and `authors` are places among them."""

    id: int
    source: str
    data: bytes
    card: Card
    article: Article
    found: Annotations
    related: Sequence[int]
    names: list[NameFact]
    people: list[int]
    topics: list[int]
    authors: list[int | None]
    spans: list[tuple[int, int]]
    versions: list[dict[str, Any]]


def view(
    facts: Facts,
    id: int,
    source: str,
    data: bytes,
    card: Card,
    article: Article,
    found: Annotations,
    related: Sequence[int],
    forms: Sequence[int],
    spans: list[tuple[int, int]],
    words: Callable[[int], str],
) -> View:
    """Gather the facts that the page shows of other things; from here on reads are recorded.  `words` gives the body of
    an article, to be compared."""
    own, people, topics, authors = naming.names_of(article, found)
    topics = [*range(len(own), len(forms)), *topics]  # those that the archive's vocabulary gave stand last
    names = [facts.name(form) for form in forms]
    others = versions.others(facts, id, words)
    return View(id, source, data, card, article, found, related, names, people, topics, authors, spans, others)


def links(v: View, root: str) -> list[tuple[int, int, str]]:
    """(start, end, href) of the first mention of everybody with a page in the body, in the order of the text."""
    if not v.article.blocks:
        return []
    body = v.article.blocks[0].passage.start
    first: dict[int, tuple[int, int, str]] = {}
    for person, place in zip(v.found.people, v.people, strict=True):
        name = v.names[place]
        here = [m for m in person.mentions if m[0] >= body]
        if name.href and here and (name.term not in first or here[0] < first[name.term][:2]):
            first[name.term] = (*here[0], root + name.href)
    return sorted(first.values())


def context(
    facts: Facts,
    v: View,
    pieces: Sequence[PieceLike],
    figures: list[dict[str, Any]],
    level: float,
    setting: Setting,
) -> dict[str, Any]:
    """What article.html shows.  `figures` as their template gets them."""
    base_url = setting.base_url
    words = sum(p.words for p in pieces)
    url = base_url + link(v.card.address.removesuffix("index.html"))
    people = _people(v, level)
    tags = _tags(v)
    before, after = facts.store.articles.neighbours(v.id)
    said = _quotations(v, level)
    images = _absolute(figures, v.card.address, base_url)
    language = v.article.language or setting.language
    return {
        "title": v.card.title,
        "noindex": v.id in facts.unlisted.articles,
        "canonical": next((base_url + o["href"].removesuffix("index.html") for o in v.versions if o["leads"]), url),
        "versions": v.versions,
        "kicker": next(({**t, "name": naming.headed(t["name"])} for t in tags if t["href"]), None),
        "dek": v.article.words(v.article.dek),
        "authors": _authors(v),
        "date": dates.shown(v.article.published),
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "dateline": v.article.dateline or "",
        "quoted": {"quotations": sum(1 for q in said if q["named"]), "people": sum(1 for p in people if p["quoted"])},
        "figures": figures,
        "blocks": _blocks(v, pieces, level),
        "people": people,
        "tags": tags,
        "quotations": said,
        "related": Markup("".join(facts.cards_read(v.related))),
        "previous": _neighbour(facts, before),
        "next": _neighbour(facts, after),
        "about": provenance.about(v.article, v.source, v.data),
        "age": provenance.age(v.article.published),
        "correction": _correction(v.article),
        "cite": citing.cite(v.card.title, v.article.authors, v.article.published, language, setting.title, url),
        "images": images,
        "description": _description(v),
        "json_ld": _linked_data(v, people, said, images, url, setting, words),
        **_language(v.article),
    }


def _correction(article: Article) -> dict[str, Any] | None:
    """What an editor says was put right, and when."""
    told = article.corrected
    return {"note": told.note, "date": dates.shown(told.date)} if told else None


def _language(article: Article) -> dict[str, str]:
    return {"lang": article.language} if article.language else {}


def _authors(v: View) -> list[dict[str, Any]]:
    """The byline as it stands in the article; who has a page is linked to it."""
    return [
        {"name": author, "href": v.names[place].href if place is not None else None}
        for author, place in zip(v.article.authors, v.authors, strict=True)
    ]


def _people(v: View, level: float) -> list[dict[str, Any]]:
    quoted = [0] * len(v.found.people)
    for q in v.found.quotations:
        if quotes.published(q, level) and q.speaker is not None:
            quoted[q.speaker] += 1
    shown: dict[int, dict[str, Any]] = {}
    for n, (person, place) in enumerate(zip(v.found.people, v.people, strict=True)):
        name = v.names[place]
        if name.kind == REJECTED:
            continue
        entry = shown.setdefault(name.term, {"name": name.text, "href": name.href, "role": _role(person), "quoted": 0})
        entry["quoted"] += quoted[n]
        entry["role"] = entry["role"] or _role(person)
    return sorted(shown.values(), key=lambda p: -p["quoted"])


def _role(person: PersonHere) -> str:
    return person.roles[0] if person.roles else ""


def _tags(v: View) -> list[dict[str, Any]]:
    shown = {v.names[place].term: v.names[place] for place in v.topics if v.names[place].kind != REJECTED}
    return [{"name": n.text, "href": n.href, "kind": n.kind} for n in shown.values()]


def _blocks(v: View, pieces: Sequence[PieceLike], level: float) -> list[dict[str, Any]]:
    linked = [v.names[place].href is not None for place in v.people]
    blocks: list[dict[str, Any]] = []
    at = 0
    for pull in quotes.pulls(v.article, v.found, v.spans, linked, level, sum(p.words for p in pieces)):
        blocks += [_prose(pieces[at : pull.before]), _pull(v, pull)]
        at = pull.before
    return [*blocks, _prose(pieces[at:])]


def _prose(pieces: Sequence[PieceLike]) -> dict[str, Any]:
    return {"kind": "prose", "html": Markup("\n".join([p.html for p in pieces]))}


def _pull(v: View, pull: quotes.Pull) -> dict[str, Any]:
    name = v.names[v.people[pull.speaker]]
    return {
        "kind": "pull",
        "html": escape(v.article.text[pull.start : pull.end]),
        "who": name.text,
        "who_href": name.href,
        "role": _role(v.found.people[pull.speaker]),
        "href": f"#s{pull.sentence}",
    }


def _quotations(v: View, level: float) -> list[dict[str, Any]]:
    """What is said to have been said, in the order of the text: by people, and by speakers who are described only
    ("the ministry"), as they are written."""
    shown = []
    for q in v.found.quotations:
        name = v.names[v.people[q.speaker]] if quotes.published(q, level) and q.speaker is not None else None
        described = q.described if q.statement and q.speaker is None and q.confidence >= level else None
        if described or (name and name.kind != REJECTED):
            number = quotes.sentence_at(v.spans, q.spans[0][0])
            who, href = (name.text, name.href) if name else (described, None)
            words = quotes.words_of(v.article, q)
            shown.append(
                {
                    "words": words,
                    "html": escape(words),
                    "who": who,
                    "who_href": href,
                    "named": bool(name),
                    "href": f"#s{number}",
                }
            )
    return shown


def _neighbour(facts: Facts, article: int | None) -> dict[str, str] | None:
    if article is None:
        return None
    card = facts.title(article)
    return {"title": card.title, "href": link(card.address)}


def _description(v: View) -> str:
    text = v.card.dek or next((v.article.words(b.passage) for b in v.article.blocks if b.kind == "paragraph"), "")
    return text if len(text) <= 200 else text[: text.rfind(" ", 0, 199)] + "…"


def _linked_data(
    v: View,
    people: list[dict[str, Any]],
    said: list[dict[str, Any]],
    images: list[str],
    url: str,
    setting: Setting,
    words: int,
) -> dict[str, Any]:
    """The article in the words of schema.org; every quotation that stands under a name is a part of it."""
    base, licence = setting.base_url, licence_of(setting.licence)
    data = linked.article(
        v.article,
        headline=v.card.title,
        url=url,
        description=_description(v),
        language=v.article.language or setting.language,
        words=words,
        images=images,
        part_of=linked.whole(setting.title, base),
        licence=licence.best if licence else "",
    )
    if told := v.article.corrected:
        data["correction"] = linked.correction(told.note, told.date.value if told.date else "")
    tags = _tags(v)
    more = {
        "author": [
            linked.named("Person" if place is not None else "Organization", a["name"], a["href"], base)
            for a, place in zip(_authors(v), v.authors, strict=True)
        ],
        "keywords": [tag["name"] for tag in tags],
        "about": [linked.named(THINGS.get(tag["kind"], "Thing"), tag["name"], tag["href"], base) for tag in tags],
        "mentions": [linked.named("Person", p["name"], p["href"], base) for p in people],
        "hasPart": [
            linked.quotation(str(q["words"]), linked.named("Person", q["who"], q["who_href"], base), url + q["href"])
            for q in said
            if q["named"]
        ],
    }
    return {**data, **{key: value for key, value in more.items() if value}}


def _absolute(figures: list[dict[str, Any]], address: str, base_url: str) -> list[str]:
    """The pictures by their whole addresses."""
    root = "../" * address.count("/")
    shown = [str(f["src"]) for f in figures if f["src"]]
    return [src if src.startswith(("http:", "https:")) else base_url + src.removeprefix(root) for src in shown]
