"""Where the body begins and ends, and what each line's place tells: the long paragraphs are the safest landmarks."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.parse.text.lines import RawLine

PLAIN_AND_LONG = 25
LEAST_BODY, LEAST_PARAGRAPH = 2, 15  # paragraphs above the readers' comments, and words of one
SAYS = (["says"], ["sagt"], ["dit"], ["dice"], ["schreibt"], ["meint"], ["said"], ["skrev"], ["zegt"], ["diz"])
TEASER_ENDS = (" mehr", " more")
# findings that forbid to take a long plain line as a paragraph unweighed
DOUBTS = frozenset(
    "repeated recurring under_label bullet embedded_post reporting_note wrapped imperative picture_bracket by_name "
    "caption_label credit_follows author_note scene sales_talk after_form".split()
)


class Extent(NamedTuple):
    """Indexes of the first and the last line that are surely body."""

    first: int
    last: int


def find_extent(lines: list[RawLine]) -> Extent:
    """First and last long paragraph; in a text without any, the longest lines there are."""
    end = _end_of_article(lines)
    body = [
        i
        for i, line in enumerate(lines[:end])
        if line.long and line.noise < 1.2 and "credit_at_end" not in line.features
    ]
    if not body:
        body = [i for i, line in enumerate(lines[:end]) if line.words >= 12 and line.full_stop and line.noise < 1]
    if not body:
        body = [max(range(len(lines)), key=lambda i: lines[i].words)]
    return Extent(body[0], _with_last_sentences(lines[:end], body[-1]))


def _end_of_article(lines: list[RawLine]) -> int:
    """Index of the first line of the readers' comments or of the form for them; the number of lines without."""
    paragraphs = 0
    for i, line in enumerate(lines):
        if line.noise < 1.2 and (line.long or (line.words >= LEAST_PARAGRAPH and line.full_stop)):
            paragraphs += 1
        elif paragraphs >= LEAST_BODY and (line.features.get("comment_form", 0.0) >= 0.6 or _is_commenter(lines, i)):
            for after in lines[i:]:
                after.features["after_form"] = 1.0
            return i
    return len(lines)


def _is_commenter(lines: list[RawLine], i: int) -> bool:
    """ "Jo says:" above a date."""
    line = lines[i]
    if line.words > 6 or line.tokens[-1:] not in SAYS or i + 1 == len(lines):
        return False
    return bool(lines[i + 1].dates) or "relative_date" in lines[i + 1].features


def _with_last_sentences(lines: list[RawLine], last: int) -> int:
    """The last short paragraphs, and the list that they may end in, belong to the body too."""
    for i in range(len(lines) - 1, last, -1):
        if _is_sentence_of_body(lines[i]):
            last = i
            break
    while last + 1 < len(lines) and "bullet" in lines[last + 1].features and lines[last + 1].noise < 0.8:
        last += 1
    return last


def _is_sentence_of_body(line: RawLine) -> bool:
    if line.words < 9 or line.noise >= 0.3 or line.credit is not None or line.text.endswith(TEASER_ENDS):
        return False
    features = line.features
    sentences = "several_sentences" in features or "quotation_said" in features
    return "plain" in features or "ends_in_colon" in features or (line.full_stop and sentences)


def read_places(lines: list[RawLine], extent: Extent) -> None:
    """Before, within or after the body; near the top or the end; noise outside it."""
    count = len(lines)
    for i, line in enumerate(lines):
        features = line.features
        line.late = i > extent.last
        if i < extent.first:
            features["before_body"] = 1.0
            if line.noise >= 0.8:
                features["noise_before"] = min(2.4, line.noise)
        elif line.late:
            features["after_body"] = 1.0
            if line.noise:
                features["noise_after"] = min(2.4, line.noise)
        else:
            features["within_body"] = 1.0
        if i == 0:
            features["first_line"] = 1.0
        elif i <= 3:
            features["near_top"] = 1.0
        if count - i <= 3:
            features["near_end"] = 1.0
    lines[extent.first].features["first_paragraph"] = 1.0


def read_certainty(lines: list[RawLine], extent: Extent) -> None:
    """Mark the lines deep in the body that are plain long paragraphs: the path need not weigh them."""
    for line in lines[extent.first + 4 : extent.last + 1]:
        line.certain = (
            line.words >= PLAIN_AND_LONG
            and "plain" in line.features
            and line.credit is None
            and not line.dateline.strength
            and not line.has(DOUBTS)
        )
