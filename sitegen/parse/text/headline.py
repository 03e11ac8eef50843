"""Which line above the body is the headline: all candidates of one text against each other.

Sites set their own name, slogans and crumbs above the headline, and the standfirst below it; a line by itself does
not tell.  What tells is where it stands (close to by-line, date and first paragraph), what it shares with the body,
and whether other lines of the page (crumbs, "Comments on ...") say it again.  The points were fitted as a conditional
logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974) and rounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.parse.phrases import tables
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.titles import PAPER

ABOVE = 30  # lines above the first paragraph that are looked at
BELOW = 5  # and below it: a standfirst may be long enough to pass for the body
LONGEST = 40  # words
NEAR_CRUMBS = 8  # lines
ECHOES = 60_000  # characters of short lines in which a line's echo is looked for
SHORT = 300  # characters
LEAST_ECHO = 8  # characters
TIDY, FIRST_OF_TIDY = 3, 1.0  # so few lines above the body, none of them furniture: the first has the better claim
LONG_BELOW = 12  # words of a line that is rather the standfirst below a short headline
POINTS_BELOW = range(2, 6)  # lines that sum the article up, between headline and by-line
HEADS_POINTS = 1.8
PROSE = 15  # words
LABEL = 2  # words of a topic that is set above a headline
KICKER = 5  # words of a line that may stand above a headline
STEM, LEAST_STEM = 6, 3  # letters by which words are compared; shorter words are not
LEAD = 12  # lines in which the first paragraphs are looked for
CLEAR = 3.0  # points between two candidates that leave no doubt
SURE = 0.8  # points before the next from which a headline below a long line makes a site's own words of that
LEAST_SURE = 0.4
LANDMARKS = frozenset("by_name date_only date_mostly name_date published_label relative_date".split())
NO_HEADLINE = frozenset(
    "by_name by_alone date_only date_mostly date_part name_date relative_date credit_alone role_only counter clock "
    "marks_only symbols bullet reporting_note embedded_post bracketed_credit score".split()
)
CRUMBS = re.compile(r"\s[|»›>/•·]\s|\w\s?[»›>]\s?\w")
SIGNED = frozenset("by_name given_name date_only name_date published_label".split())
CLOSING = "\"”“’'»"
QUOTED = re.compile('["“”„«»‘]')
OUTLET_WORD = re.compile(r"(?i)\b(?:news|zeitung|magazin|blog|portal|online|journal|informationen|nachrichten)\b")
LENGTHS = ((1, -1.8), (2, -1.0), (3, 0.2), (5, 0.0), (9, 1.0), (16, 1.2), (24, -0.3), (LONGEST, -0.8))
TO_LANDMARK = (1.3, 0.9, -0.3, 0.0, 0.2, 0.2)  # lines between it and the by-line or date
TO_BODY = (0.8, 0.6, 0.5, -0.3, 0.0, 0.2)
POINTS = {
    "words_of_file_name": 5.0,
    "no_word_of_file_name": -2.0,
    "small_letter_first": -0.9,
    "title_case": -0.6,
    "credit_at_end": -2.0,
    "opens_quotation": -0.4,
    "breadcrumbs": -0.3,
    "recurring": -0.6,
    "bare_name": -0.4,
    "section": -0.4,
    "sentence": -0.8,
    "several_sentences": -0.6,
    "by_inside": -1.2,
    "few_letters": -1.0,
    "bracketed": -0.8,
    "repeated_by_next": 0.6,
    "address": -0.4,
}


def read_headline(lines: list[RawLine], extent: Extent) -> None:
    """Mark the likeliest headline and the others, each as strongly as they differ."""
    extent = Extent(_first_prose(lines, extent), extent.last)
    points = dict(_candidates(lines, extent))
    if not points or "wrapped_head" in lines[0].features:
        return
    _join_runs(lines, points)
    best = max(points, key=lambda i: (points[i], -i))
    second = max((value for value in points.values() if value < points[best]), default=points[best] - CLEAR)
    _read_crumbs(lines, sorted(points))
    above = lines[extent.first : best]
    if sum(line.long for line in above) == 1 and points[best] - second >= SURE:
        for line in above:
            line.features["above_headline"] = 1.0
    for i, value in points.items():
        if value == points[best] and (i == best or "capitals_run" in lines[i].features):
            lines[i].features["likely_headline"] = min(1.0, LEAST_SURE + (value - second) / CLEAR)
        elif value < points[best]:
            lines[i].features["unlikely_headline"] = min(1.0, LEAST_SURE + (points[best] - value) / CLEAR)


def _first_prose(lines: list[RawLine], extent: Extent) -> int:
    """Two sentences in a row are the body too, where its first long paragraph comes later."""
    for i in range(max(1, extent.first - ABOVE), extent.first):
        if all(line.words >= PROSE and "plain" in line.features for line in lines[i : i + 2]):
            return i
    return extent.first


def _join_runs(lines: list[RawLine], points: dict[int, float]) -> None:
    """Lines of one headline in capitals are worth the same."""
    for i in sorted(points):
        if "capitals_run" in lines[i].features and i - 1 in points:
            points[i] = points[i - 1] = max(points[i], points[i - 1])


def _read_crumbs(lines: list[RawLine], places: list[int]) -> None:
    """ "Home » Harbour » Ferry sinks" above "Ferry sinks" is no headline."""
    for i, j in ((i, j) for j in places for i in places if j - NEAR_CRUMBS <= i < j):
        crumbs, line = lines[i], lines[j]
        if line.words >= 3 and crumbs.key != line.key and crumbs.key.endswith(line.key):
            crumbs.features["crumbs_of_headline"] = 1.0


def _candidates(lines: list[RawLine], extent: Extent) -> Iterator[tuple[int, float]]:
    start, stop = max(0, extent.first - ABOVE), min(len(lines), extent.first + 1 + BELOW)
    landmark = next((i for i in range(start, stop) if lines[i].has(LANDMARKS)), None)
    tidy = extent.first <= TIDY and all(line.noise < 0.8 for line in lines[: extent.first])
    echoes, lead = _echoes(lines), _words_of_lead(lines, extent)
    for i in range(start, stop):
        line = lines[i]
        if line.tokens and line.words <= LONGEST and not line.long and not line.has(NO_HEADLINE):
            if i > extent.first and line.full_stop:
                continue
            points = (
                _of_line(line)
                + _of_place(lines, i, extent, landmark)
                + _of_others(lines, i, echoes)
                + _of_lead(line, lead)
            )
            yield i, points + (FIRST_OF_TIDY if tidy and i == 0 else 0.0) + _of_between(lines, i, extent, landmark)


def _of_line(line: RawLine) -> float:
    features = line.features
    points = next(value for most, value in LENGTHS if line.words <= most)
    points += sum(value * min(1.0, features[name]) for name, value in POINTS.items() if name in features)
    points += 2.4 * features.get("words_of_body", 0.0) - 1.1 * min(2.0, line.noise)
    if line.full_stop and not line.text.endswith(("?", "!", "…", "...")):
        points -= 1.6
    if CRUMBS.search(line.text):
        points -= 0.5
    if line.text.startswith(("…", "...")):
        points -= 1.5
    if line.text[0].isdigit() and line.words <= 4:
        points -= 1.0
    if "opens_quotation" in features and line.text[-1] in CLOSING and line.words <= 10:
        points += 0.8  # words of somebody as the headline
    if line.dates and line.words <= 8:
        points -= 1.0
    if OUTLET_WORD.search(line.text) and line.words <= 6:
        points -= 0.4
    if line.words <= 4 and "verb" not in features and PAPER.search(line.text):
        points -= 1.6
    return points + (0.6 if QUOTED.search(line.text) else 0.0)


def _of_place(lines: list[RawLine], i: int, extent: Extent, landmark: int | None) -> float:
    points = -0.3 if i == 0 else 0.0
    between = extent.first - i - 1
    signed = i + 1 < len(lines) and lines[i + 1].has(SIGNED)
    points += (
        (-0.8 if signed else -2.0) if i > extent.first else TO_BODY[between] if 0 <= between < len(TO_BODY) else 0.6
    )
    if landmark is None:
        return points
    between = landmark - i - 1
    if between < -1:
        return points - (1.0 if between == -2 else 1.4)
    return points + (TO_LANDMARK[between] if 0 <= between < len(TO_LANDMARK) else -0.5)


def _of_others(lines: list[RawLine], i: int, echoes: str) -> float:
    line, points = lines[i], 0.0
    if len(line.key) >= LEAST_ECHO and echoes.count(line.key) > echoes.count(f"\n{line.key}\n"):
        points += 1.2
        above = lines[max(0, i - NEAR_CRUMBS) : i]
        points += 0.7 if any(other.key != line.key and other.key.endswith(line.key) for other in above) else 0.0
    if line.words >= LONG_BELOW and echoes.count(f"\n{line.key}\n") > 1:
        points -= 1.0  # a standfirst that opens the body once more
    if i:
        before = lines[i - 1]
        if _is_like_headline(before):
            points -= 0.9 if before.words > KICKER else 0.6 if line.words >= LONG_BELOW else 0.0
        points += 0.9 if "section" in before.features else 0.0
    if i + 1 < len(lines):
        after = lines[i + 1]
        if after.words >= 8 and _is_like_headline(after):
            points += 1.1 if line.words > 3 else 0.4
        points += 0.4 if "bare_name" in after.features else 0.0
        if line.words <= LABEL and any(map(_is_whole_headline, lines[i + 1 : i + 4])):
            points -= 0.8
    return points


def _is_whole_headline(line: RawLine) -> bool:
    return LONG_BELOW <= line.words <= 16 and not line.full_stop and _is_like_headline(line)


def _of_between(lines: list[RawLine], i: int, extent: Extent, landmark: int | None) -> float:
    """Other lines that could be the headline, between this one and by-line or body, speak against it."""
    stop = min(j for j in (extent.first, landmark or 0, len(lines)) if j > i) if i < extent.first else i
    between = sum(map(_is_like_headline, lines[i + 1 : min(stop, i + 12)]))
    alone = lines[i].words >= KICKER and not (i and _is_like_headline(lines[i - 1]))
    if between in POINTS_BELOW and between == stop - i - 1 and alone:
        return HEADS_POINTS
    return -0.25 * min(3, between)


def _of_lead(line: RawLine, lead: frozenset[str]) -> float:
    """A headline tells what the first paragraphs tell."""
    words = [word[:STEM] for word in line.tokens if len(word) > LEAST_STEM]
    shared = sum(word in lead for word in words)
    return 0.2 * min(4, shared) + (0.8 * (shared / len(words) - 0.3) if words else 0.0)


def _words_of_lead(lines: list[RawLine], extent: Extent) -> frozenset[str]:
    long = [line for line in lines[max(0, extent.first - 2) : extent.first + LEAD] if line.long]
    small = tables().function
    words = (word for line in long[:3] for word in line.tokens)
    return frozenset(word[:STEM] for word in words if len(word) > LEAST_STEM and word not in small)


def _echoes(lines: list[RawLine]) -> str:
    """The short lines of the page, each between two line ends of its own."""
    kept, size = [], 0
    for line in lines:
        if len(line.text) <= SHORT:
            kept.append(f"\n{line.key}\n")
            size += len(line.key)
            if size > ECHOES:
                break
    return "".join(kept)


def _is_like_headline(line: RawLine) -> bool:
    wordy = 4 <= line.words <= LONGEST and not line.long and line.noise < 0.8
    return wordy and "recurring" not in line.features and not line.has(NO_HEADLINE)
