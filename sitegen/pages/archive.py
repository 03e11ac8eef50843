"""Articles by date: all years, a year, a month, a day, and those that state no date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from sitegen import ids
from sitegen.messages import gettext
from sitegen.model import Card
from sitegen.pages import calendar, dates, linked, versions
from sitegen.pages.calendar import counted
from sitegen.pages.facts import Facts
from sitegen.pages.setting import Setting

Context = tuple[str, str, dict[str, Any]]
YEAR_SPLIT = 100
A_DAY = 2  # so many articles on an average day of the month, and its list is parted by days
ARTICLE = "article"


def index(facts: Facts) -> Context:
    """Every year, with its months."""
    facts.read(ids.YEARS)
    months = dict(facts.store.periods.months())
    totals = years_of(months)
    undated = totals.get(ids.UNDATED, 0)

    def month_href(month: int) -> str:
        return dates.period_path(month) if totals[month >> 5] > YEAR_SPLIT else f"{_year_path(month)}#m{month & 31:02}"

    rows = calendar.years(months, dates.period_path, month_href, ARTICLE)
    loose = {"n": undated, "href": dates.period_path(ids.UNDATED << 5)} if undated else None
    context = _listing(
        heading=gettext("Articles by date"),
        intro=gettext(", ").join([counted(sum(totals.values()), ARTICLE), dates.span(list(totals))]),
        years=rows,
        undated=loose,
        links=[{"label": gettext(dates.NOT_STATED), **loose}] if loose and not rows else [],
    )
    return "archive/index.html", "listing.html", context


def period(facts: Facts, n: int, setting: Setting) -> Context:
    """The page of MONTH n (see ids): a year, a month, a day, or undated articles, whole or under a letter."""
    year, part, _ = ids.parts_of(n)
    months = dict(facts.store.periods.months(year))
    count = months.get(n, 0) if part else sum(months.values())
    earlier, later = beside(facts, n)
    way = crumbs(n, gettext("All dates"))
    ways = {"crumbs": way, "earlier": earlier, "later": later, "json_ld": _linked_data(n, way, setting)}
    shown = {"intro": counted(count, ARTICLE), **_held(facts, n, months, count)}
    return dates.period_path(n), "listing.html", _listing(heading=dates.period_label(n), **ways, **shown)


def _linked_data(n: int, way: Sequence[Mapping[str, str]], setting: Setting) -> dict[str, Any]:
    base, path, label = setting.base_url, dates.period_path(n), dates.period_label(n)
    steps = [(setting.title, base), *((step["label"], base + step["href"]) for step in way), (label, base + path)]
    return linked.collection(label, base + path, linked.whole(setting.title, base), linked.crumbs(steps))


def _held(facts: Facts, n: int, months: Mapping[int, int], count: int) -> dict[str, Any]:
    year, part, day = ids.parts_of(n)
    if year == ids.UNDATED:
        return _letters(facts, n, months)
    if day:
        return _day(facts, n)
    return _month(facts, n, count) if part else _year(facts, n, months, count)


def _listing(**found: Any) -> dict[str, Any]:
    """What listing.html shows, empty but for what was found."""
    empty: dict[str, Any] = {"crumbs": [], "years": [], "months": [], "calendar": None, "links": [], "groups": []}
    return {**empty, "large": False, "note": None, "undated": None, "earlier": None, "later": None, **found}


def _letters(facts: Facts, n: int, months: Mapping[int, int]) -> dict[str, Any]:
    """Articles without a date: all, or their letters where they are many."""
    if not n & 31 and sum(months.values()) > YEAR_SPLIT:
        letters = ((dates.letter_label(m & 31), dates.period_path(m), k) for m, k in months.items())
        return {"links": [{"label": label, "href": href, "n": k} for label, href, k in letters]}
    return {"groups": [_group(versions.cards(facts, _articles(facts, n)).values(), "", "")]}


def _year(facts: Facts, n: int, months: Mapping[int, int], total: int) -> dict[str, Any]:
    """A year: its months, and all its articles while they are few."""
    groups: list[dict[str, Any]] = []
    if total <= YEAR_SPLIT:
        cards = versions.cards(facts, _articles(facts, n))
        stated = facts.listings(cards)
        groups = _groups(cards, lambda a: ids.month_of(a) if _precision(stated[a]) != "year" else 0, n)

    def href(month: int) -> str | None:
        if total > YEAR_SPLIT:
            return dates.period_path(month)
        mark = f"m{month & 31:02}"
        return f"#{mark}" if any(g["id"] == mark for g in groups) else None

    most = max(months.values(), default=0)
    return {"months": calendar.year_of_months(n >> 5, months, most, href, ARTICLE), "groups": groups}


def _month(facts: Facts, n: int, count: int) -> dict[str, Any]:
    """A month: a calendar of its days and its articles; of a month that has too many, the days lead on."""
    articles = _articles(facts, n)
    cut = count > ids.DAY_SPLIT
    looked_at = [a for a in articles if ids.parts_of(ids.day_of(a))[2] == 1] if cut else articles
    stated = facts.listings(looked_at)
    loose = {a for a, card in stated.items() if _precision(card) != "day"}
    days = Counter(ids.day_of(a) for a in articles if a not in loose)
    if cut:
        first = f"{dates.period_path(ids.DAY | n << 5 | 1)}#none"
        note = {
            "label": gettext("%(articles)s of this month without a day") % {"articles": counted(len(loose), ARTICLE)},
            "href": first,
        }
        days_of = calendar.month(n, days, dates.period_path, ARTICLE)
        return {"calendar": days_of, "large": True, "note": note if loose else None}
    cards = versions.cards(facts, articles)
    by_day = len(articles) >= A_DAY * max(1, len(days))
    groups = _groups(cards, lambda a: ids.day_of(a) if a not in loose else 0, n, headed=by_day)
    marks = {g["id"] for g in groups}
    return {
        "calendar": calendar.month(n, days, lambda d: f"#d{d & 31:02}" if f"d{d & 31:02}" in marks else None, ARTICLE),
        "groups": groups,
    }


def _day(facts: Facts, n: int) -> dict[str, Any]:
    """A day of a month that has too many articles for one page; with its first day, what states no day."""
    articles = _articles(facts, n)
    cards = versions.cards(facts, articles)
    stated = facts.listings(cards)
    groups = _groups(cards, lambda a: n if _precision(stated[a]) == "day" else 0, (n & ~ids.DAY) >> 5, headed=False)
    return {"groups": groups, "intro": counted(len(articles), ARTICLE)}


def _groups(cards: Mapping[int, str], period: Any, of: int, headed: bool = True) -> list[dict[str, Any]]:
    """Cards under their months or days, in the order of the list; 0 stands for those that state none of `of`."""
    found = calendar.by_period(list(cards), period)
    loose = found.pop(0, [])
    headings = {p: dates.period_label(p) if headed else "" for p in found}
    groups = [_group([cards[a] for a in some], headings[p], _mark(p)) for p, some in found.items()]
    missing = gettext("Day not stated") if of & 31 else gettext("Month not stated")
    return [
        *groups,
        *([_group([cards[a] for a in loose], missing, "none")] if loose else []),
    ]


def _mark(period: int) -> str:
    _, month, day = ids.parts_of(period)
    return f"d{day:02}" if day else f"m{month:02}"


def _group(cards: Any, heading: str, id: str) -> dict[str, Any]:
    return {"heading": heading, "id": id, "items": Markup("".join(cards))}


def _precision(card: Card) -> str:
    """What a card states of its date: its year, its month, its day."""
    if card.published is None:
        return ""
    return card.published.precision if card.published.precision in ("year", "month") else "day"


def _articles(facts: Facts, n: int) -> list[int]:
    return [a for (a,) in facts.store.articles.between(ids.first_of(n), ids.after(n), "id")]


def _year_path(month: int) -> str:
    return dates.period_path(month >> 5 << 5)


def years_of(months: Mapping[int, int]) -> dict[int, int]:
    """year -> how much, of months."""
    years: dict[int, int] = {}
    for month, n in months.items():
        years[month >> 5] = years.get(month >> 5, 0) + n
    return years


# ---- ways from a period to others


def beside(facts: Facts, n: int) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The pages before and after: years beside a year, months beside a month, days beside a day."""
    bit = n & ids.QUOTED
    facts.read(ids.CALENDAR, bit | _around(n))
    row = _row(facts, n)
    at = row.index(n) if n in row else 0
    before = row[at - 1] if at > 0 else None
    after = row[at + 1] if at + 1 < len(row) else None
    return _step(before), _step(after)


def _around(n: int) -> int:
    """What a period has neighbours in: a day in its month, a month in its year, a year in all (0)."""
    year, month, day = ids.parts_of(n)
    return year << 5 | month if day else year if month else 0


def _row(facts: Facts, n: int) -> Sequence[int]:
    bit = n & ids.QUOTED
    year, month, day = ids.parts_of(n)
    if day:
        first = ids.fact(ids.MONTH, bit | ids.DAY | (year << 5 | month) << 5)
        return sorted(page & ids.LOW for page in facts.store.pages.standing(first, first + 32))
    every = [m for m, _ in (facts.store.periods.quoted_months() if bit else facts.store.periods.months())]
    row = [m for m in every if (m >> 5) == year] if month else sorted({m >> 5 << 5 for m in every})
    return [bit | m for m in row if (m >> 5 == ids.UNDATED) == (year == ids.UNDATED)]


def _step(period: int | None) -> dict[str, str] | None:
    return None if period is None else {"label": dates.period_label(period), "href": dates.period_path(period)}


def crumbs(n: int, top: str) -> list[dict[str, str]]:
    """The way down to a period; `top`: what the index is called."""
    bit = n & ids.QUOTED
    year, month, day = ids.parts_of(n)
    above = [year << 5 | bit] if month else []
    above += [year << 5 | month | bit] if day else []
    folder = "quotations" if bit else "archive"
    steps = [{"label": dates.period_label(p), "href": dates.period_path(p)} for p in above]
    return [{"label": top, "href": f"{folder}/index.html"}, *steps]
