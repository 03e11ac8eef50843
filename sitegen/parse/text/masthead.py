"""Lines that say when and by whom: dates that fill a line, by-lines, names that stand alone."""

from __future__ import annotations

import re

from sitegen.parse.bylines import display_name, is_name, opening, read_byline
from sitegen.parse.dates import Found, find_dates, patterns
from sitegen.parse.phrases import is_given_name, tables, tokens
from sitegen.parse.text.furniture import DIGIT
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.placed import read_place_and_date

RELATIVE = re.compile(r"(?:\bago|^today\b.*|^yesterday\b.*|^il y a .*|^hace .*|^vor \d+ .*)$")
GLUED_NUMBER = re.compile(r"[a-z]\d")
AFTER_LONE_NAME = re.compile(r"\s*\||\s+[\w.]{0,64}@")
IN_COMPANY = re.compile(r"(?i)\b(?:avec|with|mit|con|für)\b")
JOINED_NAMES = re.compile(r",|\band\b|\||&")
INNER_BY = re.compile(r"(?<=\w\s)(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|di|door|av|af)\s+(?=[A-ZÀ-Þ])")
AND = frozenset(("and", "et", "und"))
WEAK_OPENINGS = frozenset(("from", "aus"))
LABELS_WITH_COLON = frozenset(("text", "autor", "author", "authors", "interview"))
ONE_NAME_AFTER = frozenset(("by", "par", "von", "por", "written by"))
SURE_OF_PERSON = frozenset(("author", "autor", "written by", "posted by", "post author"))
CARELESS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,} [a-zà-ÿ]{3,}")  # "Author Ann roe"
LONGEST_LABELLED = 40  # words of "Posted 5 May 2021 at 6:12pm, updated 6 May 2021 at 8am", said twice
DATED = frozenset(("relative_date", "date_part"))


def read_date_line(line: RawLine, words: set[str]) -> None:
    """How much of a short line is a date, and what the date is said to be of."""
    features = line.features
    labelled = line.words <= LONGEST_LABELLED and patterns().published.match(line.text) is not None
    if line.words > 22 and not labelled:
        return
    digit = DIGIT.search(line.text) is not None
    if digit:
        line.dates = find_dates(line.text)
    if line.dates:
        _read_around_date(line)
    elif line.words <= 12 and (digit or (line.words <= 4 and words & patterns().words)):
        _read_half_date(line)
    dated = bool(line.dates) or line.has(DATED)
    if (line.words <= 14 or labelled) and dated and patterns().published.search(line.text[:40]):
        features["published_label"] = 1.0
    if line.words <= 14 and (dated or line.words <= 3) and patterns().updated.search(line.text[:60]):
        features["updated_label"] = 1.0
    if line.dates and line.words <= 12:
        read_place_and_date(line)


def _read_around_date(line: RawLine) -> None:
    features, dates = line.features, line.dates
    rest = patterns().noise.sub(" ", _without(line.text, dates)).split()
    opened = opening().match(" ".join(rest)) if len(rest) > 2 else None
    if opened:
        rest = " ".join(rest)[opened.end() :].split()
    if dates[-1].end >= len(line.text) - 2 and line.words >= 8:
        features["ends_in_date"] = 1.0
    if not rest:
        features["date_only"] = 1.0
    elif line.words <= 14 and is_name(" ".join(rest)):
        known = opened is not None or is_given_name(rest[0].lower())
        features["name_date"] = 1.0 if known else 0.5
        line.names = [display_name(" ".join(rest))]
    elif len(rest) <= 3 and len(rest) < line.words / 2:
        features["date_mostly"] = 1.0
    elif len(dates) >= 2 and patterns().published.match(line.text):
        features["date_mostly"] = features["published_label"] = 1.0
    else:
        features["date_inside"] = 1.0


def _without(text: str, dates: list[Found]) -> str:
    for date in reversed(dates):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


def _read_half_date(line: RawLine) -> None:
    """Relative dates ("7 hours ago"), and dates without a year."""
    if line.words <= 8 and RELATIVE.search(" ".join(line.tokens)):
        line.features["relative_date"] = 1.0
        return
    if not _may_be_date_part(line.tokens):
        return
    rest = [word.lower().strip(".,") for word in patterns().noise.sub(" ", line.text).split()]
    if all(word in tables().months for word in rest) and any(map(str.isalpha, line.text)):
        line.features["date_part"] = 1.0


def _may_be_date_part(words: list[str]) -> bool:
    """False where a word stands that is neither a month nor may stand beside a date."""
    months, around = tables().months, patterns().words
    return all(len(word) <= 2 or word in months or word in around or not word.isalpha() for word in words)


def read_by_line(line: RawLine, words: set[str]) -> None:
    """By-lines proper, then names that stand alone or beside an office; the first that fits."""
    if line.words > 26 or "place_and_date" in line.features:
        return
    low = " ".join(line.tokens)
    opened = opening().match(line.text)
    if low in tables().sets["byline_open"] or low in AND or _ends_in_by(line):
        line.features["by_alone"] = 1.0
    elif opened:
        _read_after_by(line, opened)
    if line.words > 14:
        return
    if not line.names and not opened and "by_alone" not in line.features:
        _read_lone_name(line, low)
    if not line.names and not line.full_stop and line.words >= 4:
        _read_inner_by(line)
    if not line.names:
        _read_name_and_date(line)
    if line.words <= 12 and not line.full_stop:
        if words & tables().sets["byline_role"]:
            _read_name_and_office(line, line.text[opened.end() :] if opened else line.text)
        if not line.names and not opened:
            _read_other_names(line)


def _read_after_by(line: RawLine, opened: re.Match[str]) -> None:
    phrase = opened[1].lower()
    named = line.text[opened.end() :]
    if phrase in SURE_OF_PERSON and CARELESS.fullmatch(named):
        named = named.title()
    people, desks = read_byline(named, phrase in ONE_NAME_AFTER)
    others = _without(line.text, line.dates) if line.dates else line.text
    rest = len(others.split()) - len(phrase.split()) - sum(len(name.split()) for name in people)
    if not (people or desks) or rest > 12 or (line.full_stop and line.words > 14):
        return
    strong = phrase not in WEAK_OPENINGS and (phrase not in LABELS_WITH_COLON or ":" in line.text[: opened.end()])
    sure = not line.full_stop or line.text.endswith(".")
    line.features["by_name" if strong else "by_weak"] = 1.0 if sure else 0.5
    line.names = people


def _ends_in_by(line: RawLine) -> bool:
    """ "Debate By", "An article by:", with the name on the next line."""
    last = line.tokens[-1]
    return line.words <= 4 and last in ONE_NAME_AFTER and (last == "von" or line.text[-1] == ":" or line.words <= 2)


def _read_inner_by(line: RawLine) -> None:
    """ "A portrait by Ann Roe": the line ends in it, and the given name is known."""
    found = list(INNER_BY.finditer(line.text))
    if not found:
        return
    tail = line.text[found[-1].end() :]
    people, _ = read_byline(tail)
    known = bool(people) and is_given_name(people[0].split()[0].lower())
    if known and len(tail.split()) - sum(len(name.split()) for name in people) <= len(people):
        line.features["by_inside"] = 1.0
        line.names = people


def _read_lone_name(line: RawLine, low: str) -> None:
    if line.words > 6 or "bullet" in line.features:
        return
    if low in tables().sets["desk"] or _is_house_with_agency(line):
        line.features["desk"] = 1.0
    elif is_name(line.text.strip(" ,|-–—·•/")):
        _set_lone_name(line, line.text)


def _is_house_with_agency(line: RawLine) -> bool:
    """ "The Harbour Post with Reuters", "Le Courrier avec AFP"."""
    company = IN_COMPANY.search(line.text)
    return (
        company is not None
        and line.words <= 6
        and line.noise < 0.5
        and " ".join(tokens(line.text[company.end() :])) in tables().sets["agency"]
    )


def _set_lone_name(line: RawLine, name: str, strength: float = 1.0) -> None:
    line.features["bare_name"] = strength
    first = name.split()[0].lower().strip(",|-–—·•./")
    if is_given_name(first):
        line.features["given_name"] = 1.0
    line.names = [display_name(name)]


def _read_name_and_date(line: RawLine) -> None:
    """ "Jo FennMay 5, 2021", "Jo Fenn 7 hours ago"."""
    marked = "name_date" in line.features or "relative_date" in line.features
    if marked or GLUED_NUMBER.search(line.text[:60]):
        people, _ = read_byline(line.text)
        if people and is_name(people[0]):
            line.features["name_date"] = 1.0
            line.names = people


def _read_name_and_office(line: RawLine, text: str) -> None:
    people, _ = read_byline(text)
    if people and " " in people[0]:
        line.features["name_role"] = 1.0
        line.names = line.names or people
    elif line.words <= 5:
        line.features["role_only"] = 1.0


def _read_other_names(line: RawLine) -> None:
    text, count = line.text, line.words
    if count <= 10 and ("|" in text or "@" in text):
        name = AFTER_LONE_NAME.split(text)[0]
        if is_name(name):
            _set_lone_name(line, name)
            return
    if 3 <= count <= 8 and IN_COMPANY.search(text) and line.tokens[-1] in tables().sets["agency"]:
        people, _ = read_byline(text)
        if people and text.startswith(people[0]):
            line.features["name_role"] = 1.0
            line.names = people
            return
    first = text.split(",")[0]
    if 3 <= count <= 8 and "," in text and is_given_name(line.tokens[0]) and is_name(first):
        _set_lone_name(line, first, 0.8)
        line.features["given_name"] = 1.0
    elif count >= 4 and JOINED_NAMES.search(text):
        _read_list_of_names(line)


def _read_list_of_names(line: RawLine) -> None:
    people, desks = read_byline(line.text)
    if len(people) >= 2 and sum(len(name.split()) for name in people) >= line.words - 2:
        line.features["name_list"] = 1.0
        line.names = people
    elif people and " " in people[0] and desks:
        line.features["name_role"] = 1.0
        line.names = people
