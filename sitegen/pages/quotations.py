"""Quotations by date, each with an address that does not depend on its place in the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import escape

from sitegen import ids
from sitegen.messages import capitalised, gettext
from sitegen.model import PERSON, Card, Said
from sitegen.pages import archive, calendar, chart, dates, site
from sitegen.pages.calendar import counted
from sitegen.pages.facts import Facts, NameFact, href_of, link
from sitegen.pages.quotes import BEST, trimmed

Context = tuple[str, str, dict[str, Any]]
SPEAKERS = 100
LATELY = 6  # quotations on the index
FEWEST, MOST = 8, 60  # words of one that stands there
QUOTATION = "quotation"
REJECTED = "rejected"


class Quoted(NamedTuple):
    """One quotation in a list.  `anchor` is made of the article's address and the sentence: it stays when others come
    and go, and when the date is corrected."""

    article: int
    said: Said
    name: NameFact
    role: str
    anchor: str


def index(facts: Facts, split: int) -> Context:
    """Where quotations are: the latest, by year, by speaker."""
    for kind, part in ((ids.YEARS, ids.QUOTED), (ids.TOTALS, ids.SPEAKERS), (ids.NEWEST, ids.LATELY)):
        facts.read(kind, part)
    months = dict(facts.store.periods.quoted_months())
    years = archive.years_of(months)
    speakers = facts.store.terms.top(PERSON, "quoted", SPEAKERS)
    context = {
        "heading": gettext("Quotations"),
        "intro": gettext("%(quotations)s, word for word, each with a way to its sentence")
        % {"quotations": counted(sum(years.values()), QUOTATION)},
        "lately": _lately(facts, months, split),
        "years": chart.columns(years, _year_path, QUOTATION),
        "cuts": [
            {"label": capitalised(dates.year_label(y)), "href": _year_path(y), "n": n}
            for y, n in sorted(years.items(), key=lambda item: (item[0] == ids.UNDATED, -item[0]))
        ],
        "speakers": [{"name": t.name, "href": href_of(t), "n": t.quoted, "note": t.gloss} for t in speakers],
    }
    return "quotations/index.html", "quotations.html", context


def _year_path(year: int) -> str:
    return dates.period_path(ids.QUOTED | year << 5)


def _lately(facts: Facts, months: Mapping[int, int], split: int) -> list[dict[str, Any]]:
    """One quotation of each of the newest articles that have one of a fitting length, other versions left out."""
    newest = facts.store.articles.newest(site.NEWEST)
    leads = facts.leads(newest)
    found = gathered(facts, [a for a in newest if leads.get(a, a) == a])
    fit = [q for q in found if FEWEST <= len(q.said.words.split()) <= MOST]
    first = [min(some, key=_distance) for _, some in groupby(fit, key=lambda q: q.article)][:LATELY]
    cards = facts.listings([q.article for q in first])
    return [_shown(q, cards[q.article], _page_of(q.article, months, split)) for q in first]


def _distance(quoted: Quoted) -> tuple[int, int]:
    """How far a quotation is from the best length; of equals the earliest."""
    return abs(len(quoted.said.words.split()) - BEST), quoted.said.sentence


def _page_of(article: int, months: Mapping[int, int], split: int) -> str:
    """The page that lists what is quoted in an article."""
    month = ids.month_of(article)
    year = month >> 5
    if sum(n for m, n in months.items() if m >> 5 == year) <= split:
        return _year_path(year)
    in_days = months[month] > max(split, ids.DAY_SPLIT) and year != ids.UNDATED
    return _elsewhere(ids.day_of(article) if in_days else month)


def period(facts: Facts, n: int, split: int) -> Context:
    """The page of MONTH n with the bit QUOTED: what is quoted in the articles of a year, a month or a day."""
    year, part, _ = ids.parts_of(n)
    months = dict(facts.store.periods.quoted_months(year))
    count = months.get(year << 5 | part, 0) if part else sum(months.values())
    cut = _is_cut(n, count, split)
    found = [] if cut else gathered(facts, [article for article, _ in _articles(facts, n)])
    earlier, later = archive.beside(facts, n)
    context = {
        "heading": dates.period_label(n),
        "intro": counted(count if cut else len(found), QUOTATION),
        "crumbs": archive.crumbs(n, gettext("Quotations")),
        **_ways(facts, n, months, None if cut else found),
        "groups": _groups(facts, found, n),
        "earlier": earlier,
        "later": later,
    }
    return dates.period_path(n), "quoted.html", context


def _is_cut(n: int, count: int, split: int) -> bool:
    """Are there too many quotations in a period for its own page?  Days are never cut, nor letters."""
    year, part, day = ids.parts_of(n)
    if day or (part and year == ids.UNDATED):
        return False
    return count > (max(split, ids.DAY_SPLIT) if part else split)


def _articles(facts: Facts, n: int) -> list[tuple[int, bytes]]:
    """(article, its names, packed) of a period, the latest first."""
    return list(facts.store.articles.between(ids.first_of(n), ids.after(n), "id, forms"))


def _ways(facts: Facts, n: int, months: Mapping[int, int], found: Sequence[Quoted] | None) -> dict[str, Any]:
    """Months, letters or days that lead on where a list is cut (`found` is None); else the months of what it holds."""
    year, part, _ = ids.parts_of(n)
    ways: dict[str, Any] = {"months": [], "calendar": None, "large": True, "links": []}
    if year == ids.UNDATED:
        rows = months.items() if found is None else ()
        links = [{"label": dates.letter_label(m & 31), "href": _elsewhere(m), "n": k} for m, k in rows]
        return {**ways, "links": links}
    if not part:
        here = {ids.month_of(q.article) for q in found or ()}
        href = _elsewhere if found is None else lambda m: f"#m{m & 31:02}" if m in here else None
        return {**ways, "months": calendar.year_of_months(year, months, max(months.values()), href, QUOTATION)}
    if found is None:
        days: Counter[int] = Counter()
        for article, forms in _articles(facts, n):
            days[ids.day_of(article)] += ids.quoted_in(forms)
        return {**ways, "calendar": calendar.month(n, days, _elsewhere, QUOTATION)}
    return ways


def _elsewhere(period: int) -> str:
    return dates.period_path(ids.QUOTED | period)


def gathered(facts: Facts, articles: Iterable[int]) -> list[Quoted]:
    """What people said in these articles, in their order; of the versions of one report each quotation once, where
    the lead has it if it does.  Recorded are the names of who speaks; the rest belongs to the list's own fact."""
    articles = list(articles)
    notes = facts.notes(articles)
    leads = facts.leads(articles)
    taken: dict[int, list[str]] = {}
    kept: dict[int, list[Quoted]] = {}
    for article in sorted(notes, key=lambda a: (leads.get(a, a) != a, a)):
        report = taken.setdefault(leads.get(article, article), [])
        mine = [(q, _letters(q.said.words)) for q in _said(facts, article, *notes[article])]
        kept[article] = [q for q, words in mine if not any(words in other for other in report)]
        report += [words for _, words in mine]
    return [q for article in articles for q in kept.get(article, ())]


def _said(facts: Facts, article: int, note: Any, forms: bytes) -> Iterator[Quoted]:
    names, roles = ids.form_ids(forms), dict(note.roles)
    met: Counter[int] = Counter()
    for said in note.said:
        name = facts.name(names[said.who])
        met[said.sentence] += 1
        more = f"-{met[said.sentence]}" if met[said.sentence] > 1 else ""  # two that begin in one sentence
        anchor = f"q{article & 0x7FFFFFFF:07x}-s{said.sentence}{more}"
        if name.kind != REJECTED:
            yield Quoted(article, said, name, next(iter(roles.get(said.who) or ()), ""), anchor)


def _letters(words: str) -> str:
    """What is compared of two quotations: letters and figures alone."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _groups(facts: Facts, found: Sequence[Quoted], n: int) -> list[dict[str, Any]]:
    """Quotations by month on the page of a year; else in one list."""
    cards = facts.listings(dict.fromkeys(q.article for q in found))
    year, part, _ = ids.parts_of(n)
    by_month = not part and year != ids.UNDATED
    groups = []
    for month, some in groupby(found, key=lambda q: ids.month_of(q.article) if by_month else 0):
        shown = [_shown(q, cards[q.article]) for q in some]
        heading = dates.period_label(month) if month else ""
        groups.append({"heading": heading, "id": f"m{month & 31:02}" if month else "", "quotations": shown})
    return groups


def _shown(quoted: Quoted, card: Card, page: str = "") -> dict[str, Any]:
    """A quotation as templates get it.  `page`: the one that lists it, where that is another."""
    return {
        "id": "" if page else quoted.anchor,
        "own_href": f"{page}#{quoted.anchor}",
        "html": escape(trimmed(quoted.said.words)),
        "who": quoted.name.text,
        "who_href": quoted.name.href,
        "role": quoted.role,
        "date": dates.shown(card.published),
        "article_title": card.title,
        "href": f"{link(card.address)}#s{quoted.said.sentence}",
    }
