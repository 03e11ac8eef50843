"""What the whole text tells about a line: repeats, runs of links, the words of the body, what still lies ahead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from sitegen.parse.bylines import PARTICLES
from sitegen.parse.phrases import tables
from sitegen.parse.text.closing import read_agency_signature, read_closing_sentences
from sitegen.parse.text.extent import Extent, find_extent, read_certainty, read_places
from sitegen.parse.text.headings import read_numbered_headings
from sitegen.parse.text.headline import read_headline
from sitegen.parse.text.letters import read_letters_page
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.neighbours import MASTHEAD, read_neighbours
from sitegen.parse.text.promotion import read_author_notes, read_sales_talk
from sitegen.parse.text.recurrence import read_repeats
from sitegen.parse.text.runs import read_link_runs, read_lists
from sitegen.parse.text.scenes import read_heading_series, read_scenes
from sitegen.parse.text.scores import read_scores
from sitegen.parse.text.summary import read_summary

LABELLED = re.compile(r"^[\"'‘“]?[A-Z][\w'’ ,&-]{2,34}[:!?…]+[\"'’”]? ['‘“A-Z]")
OUTLET_TAIL = re.compile(r"\s[|–-]\s[^|/]{2,30}$")
STEM = 6  # letters by which words are compared
ENOUGH_WORDS = 3000
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN_OF, LEAST_SPOKEN_OF = 30, 3  # lines of the body; how many of them hold a subject's surname
LEAST_OF_FILE_NAME, LEAST_TELLING = 3, 2  # words, and those of them that are no particles of names
BESIDE_NAME = frozenset("date_only date_mostly relative_date published_label updated_label role_only".split())
DATED = frozenset("date_mostly date_part relative_date".split())
NAMED = frozenset("bare_name desk name_list".split())
LATE_MASTHEAD = frozenset("by_name name_date published_label".split())
OPENS_MASTHEAD = frozenset("by_name date_only name_date published_label".split())


def read_context(lines: list[RawLine], recurring: Mapping[str, int], path: str) -> None:
    """Fill in all that neighbours, the text as a whole, the archive and the name of the file tell."""
    extent = find_extent(lines)
    read_places(lines, extent)
    read_repeats(lines, recurring)
    read_link_runs(lines, extent)
    _read_openers(lines, extent)
    _read_odd_ends(lines)
    _read_words_of_body(lines)
    _read_words_of_file_name(lines[: extent.first + 1], path)
    _read_first_content(lines)
    read_letters_page(lines, extent)
    read_author_notes(lines, extent)
    read_sales_talk(lines, extent)
    read_scenes(lines, extent)
    read_scores(lines, extent)
    read_closing_sentences(lines, extent)
    read_certainty(lines, extent)
    read_neighbours(lines, extent)
    read_agency_signature(lines, extent)
    read_numbered_headings(lines, extent)
    read_heading_series(lines, extent)
    _read_names_and_dates(lines, extent)
    _read_subjects(lines, extent)
    read_headline(lines, extent)
    read_summary(lines, extent)
    read_lists(lines, extent)
    _read_ahead(lines, extent)
    for line in lines[extent.first : extent.last + 1]:
        if 8 <= line.words <= 40 and not line.full_stop and "under_label" not in line.features:
            line.features["caption_shape"] = 1.0


def _opener(line: RawLine) -> str:
    return line.text[: line.text.find(":")] if ":" in line.text[:60] else line.tokens[0]


def _read_openers(lines: list[RawLine], extent: Extent) -> None:
    """ "ANN: ..." again and again is a conversation and no dateline; names with works are captions."""
    marked = [line for line in lines if "possible_dateline" in line.features or "name_colon" in line.features]
    counts = Counter(map(_opener, marked))
    for line in marked:
        if counts[_opener(line)] > 1 and line.features.pop("possible_dateline", None) is None:
            line.features["name_colon"] = 2.4
            line.features["name_series"] = 1.0
    for line in lines[: extent.first + 1]:
        if "possible_dateline" in line.features:
            line.features["first_possible_dateline"] = 1.0
            break


def _read_odd_ends(lines: list[RawLine]) -> None:
    """A line without a full stop is odd where this text's sentences have one: a caption, hardly a paragraph."""
    odd = _oddity(lines)
    if not odd:
        return
    small = tables().function
    for i, line in enumerate(lines):
        features = line.features
        if line.full_stop or line.words < 9 or "ends_in_colon" in features or "question" in features:
            continue
        goes_on = i + 1 < len(lines) and lines[i + 1].text[0].islower()
        if goes_on or line.text[-1] in ",;-–—" or line.tokens[-1] in small or "opens_quotation" in features:
            features["broken_sentence"] = 1.0
            continue
        features["odd_without_stop"] = odd
        if _may_be_caption(line):
            features["odd_caption"] = odd
            if line.words >= 10 and LABELLED.match(line.text) and not line.text[: line.text.find(" ", 6)].isupper():
                features["labelled_caption"] = 1.0


def _oddity(lines: list[RawLine]) -> float:
    ends = [
        line.full_stop
        for line in lines
        if line.words >= 12 and line.noise < 1 and not line.credit and "ends_in_colon" not in line.features
    ]
    open_ends = ends.count(False) / len(ends) if len(ends) >= 4 else 1.0
    return 1.0 if open_ends <= 0.2 else 0.85 if open_ends <= 0.5 else 0.0


def _may_be_caption(line: RawLine) -> bool:
    features = line.features
    if line.noise >= 0.5 or "repeated" in features or "in_link_run" in features or "possible_dateline" in features:
        return False
    stated = "published_label" in features or "updated_label" in features
    dated = bool(line.dates) and line.dates[-1].precision == "day"
    return not (dated and stated and "ends_in_date" not in features)


def _stems(words: list[str]) -> list[str]:
    small = tables().function
    return [word[:STEM] for word in words if len(word) > 3 and word not in small]


def _read_words_of_body(lines: list[RawLine]) -> None:
    """The share of a short line's words that the paragraphs use too: headlines and captions share many."""
    body: set[str] = set()
    size = 0
    for line in lines:
        if line.long or (line.words >= 15 and line.full_stop and line.noise < 1):
            body.update(_stems(line.tokens))
            size += line.words
            if size > ENOUGH_WORDS:
                break
    for line in lines:
        if 2 <= line.words <= 40 and not line.long and not (line.words >= 15 and line.full_stop):
            stems = _stems(line.tokens)
            if len(stems) >= 2:
                line.features["words_of_body"] = sum(stem in body for stem in stems) / len(stems) - 0.45
            elif line.words >= 3:
                line.features["words_of_body"] = -0.3


def _read_subjects(lines: list[RawLine], extent: Extent) -> None:
    """A name that the body goes on to speak of is not its author's."""
    named = [line for line in lines[: extent.first] if "bare_name" in line.features]
    if not named:
        return
    body = Counter(word for line in lines[extent.first : extent.first + SPOKEN_OF] for word in set(line.tokens))
    for line in named:
        if body[line.tokens[-1]] >= LEAST_SPOKEN_OF:
            line.features["name_in_body"] = 1.0


def _read_words_of_file_name(lines: list[RawLine], path: str) -> None:
    """The share of the words of "mill-burns-down.txt" that a line above the body has: a headline has most.

    A caption may have them too, and the small words of "jan-van-der-meer.txt" tell nothing."""
    words = set(LETTERS.findall(path.rpartition("/")[2].rpartition(".")[0].lower()))
    name = words - PARTICLES
    if len(words) < LEAST_OF_FILE_NAME or len(name) < LEAST_TELLING:
        return
    shares = [
        0.0 if line.long or _is_credited(line) else len(name.intersection(line.tokens)) / len(name) for line in lines
    ]
    if max(shares) < 0.5:
        return
    for line, share in zip(lines, shares, strict=True):
        line.features["words_of_file_name" if share else "no_word_of_file_name"] = share or 1.0


def _is_credited(line: RawLine) -> bool:
    return "credit_at_end" in line.features and not OUTLET_TAIL.search(line.text)


def _read_first_content(lines: list[RawLine]) -> None:
    for line in lines:
        if line.noise < 1 and line.words >= 3 and not line.has(MASTHEAD) and "breadcrumbs" not in line.features:
            line.features["first_content"] = 1.0
            break
    for line in lines[:4]:  # "Headline | Agency" looks like a caption with its credit
        if "credit_at_end" in line.features and OUTLET_TAIL.search(line.text):
            line.features["credit_at_end"] = 0.1


def _read_names_and_dates(lines: list[RawLine], extent: Extent) -> None:
    """Names and dates mean more above the body; below, a lone name beside a picture is its credit."""
    for line in lines[extent.first + 1 :]:
        if "credit_alone" in line.features:
            line.features["credit_alone"] = 1.0
            line.features.pop("desk", None)
            line.features.pop("bare_name", None)
    names = Counter(line.key for line in lines if "bare_name" in line.features)
    for i, line in enumerate(lines[: extent.first]):
        features = line.features
        if line.has(NAMED):
            features["name_before_body"] = 1.0
        if line.has(DATED):
            features["date_before_body"] = 1.0
        if "bare_name" in features:
            if _beside_date(lines, i, extent):
                features["name_by_date"] = 1.0
            if names[line.key] > 1:
                features["name_again"] = 1.0


def _beside_date(lines: list[RawLine], i: int, extent: Extent) -> bool:
    if i == extent.first - 1 or lines[i + 1].has(BESIDE_NAME):
        return True
    return i > 0 and ("date_only" in lines[i - 1].features or "published_label" in lines[i - 1].features)


def _read_ahead(lines: list[RawLine], extent: Extent) -> None:
    """By-line, date or dateline between a line and the first long paragraph: it is not yet the body."""
    start = extent.first - 1
    if extent.first <= 4 and extent.first + 1 < len(lines) and lines[extent.first + 1].has(LATE_MASTHEAD):
        start = extent.first + 1
    ahead = False
    for line in reversed(lines[: start + 1]):
        if ahead:
            line.features["byline_or_date_ahead"] = 1.0
        ahead = ahead or _is_masthead(line)
    for line in lines[1 : min(6, extent.first)]:
        if _may_be_subheadline(line):
            line.features["subheadline_place"] = 1.0
    head = lines[: extent.first + 4]
    datelines = [i for i, line in enumerate(head) if line.features.get("clear_dateline") == 1.0]
    for line in lines[: datelines[0]] if datelines else ():
        line.features["dateline_ahead"] = 1.0


def _may_be_subheadline(line: RawLine) -> bool:
    if not 7 <= line.words <= 36 or line.noise >= 0.5 or line.credit or "repeated" in line.features:
        return False
    return not line.full_stop or "byline_or_date_ahead" in line.features


def _is_masthead(line: RawLine) -> bool:
    if line.has(OPENS_MASTHEAD):
        return True
    features = line.features
    return ("date_mostly" in features and line.words <= 12) or ("relative_date" in features and line.words <= 6)
