"""What the lines before and after tell about a line."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.parse.datelines import Dateline
from sitegen.parse.dates import patterns
from sitegen.parse.phrases import tables
from sitegen.parse.text.captions import are_names
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.titles import PAPER

DATE_OR_NAME = frozenset("by_name date_only name_date date_mostly relative_date".split())
MASTHEAD = frozenset(
    "date_only date_mostly by_name by_alone name_date relative_date credit_alone date_part bare_name desk "
    "credit_at_end role_only".split()
)
NAME_AND_HOUSE = re.compile(r"\s\|\s(?!.*@)")
DASHED = re.compile(r"[-–—]\s\w.{1,60}\s[-–—]\.?$")  # "- Who pays? -"
LONGEST_POST = 60  # words
BULLETS = "•*·▪◦‣►"  # a dash may open speech
NO_HEADLINE = frozenset(
    "bullet list_after_colon caption_label credit_follows picture_bracket name_colon letter_heading".split()
)
NO_HEADING = MASTHEAD | {"counter", "bullet", "name_colon", "name_role"}


def read_neighbours(lines: list[RawLine], extent: Extent) -> None:
    """Findings about each pair of lines, then about lines between two."""
    for before, after in pairwise(lines):
        if after.certain and before.certain:
            continue
        _read_after(before, after)
        _read_before(before, after)
    for line, credit, caption in zip(lines, lines[1:], lines[2:], strict=False):
        if "credit_alone" in credit.features and "caption_label" in caption.features and not line.credit:
            line.features.pop("credit_follows", None)  # it is the credit of the caption below
    for line, credit, caption in zip(lines, lines[1:], lines[2:], strict=False):
        if "credit_alone" in credit.features and "caption_label" in caption.features:
            line.features.pop("credit_follows", None)  # it belongs to the caption below it
    for i in range(min(4, len(lines))):
        if i and lines[i - 1].text[-1] == ";" and lines[i].words <= 16:
            lines[i].features["after_semicolon"] = 1.0
    if extent.first:
        _read_lone_dateline(lines[extent.first - 1], lines[extent.first])
    for i, line in enumerate(lines):
        if line.words <= 40 and not line.certain:
            _read_between(lines, i, extent)


def _read_after(before: RawLine, line: RawLine) -> None:
    """What the line before says of this one."""
    features, previous = line.features, before.features
    if "credit_alone" in previous:
        features["after_credit"] = 1.0
    if "by_alone" in previous:
        features["after_by"] = 1.0
    if before.words <= 3 and "date_only" in features and not before.dates:
        _read_date_label(before, line)
    if before.noise >= 1.3 and not before.opens_links:
        features["after_noise"] = 1.0
    if before.capitals:
        if not line.capitals:
            features["after_capitals"] = 1.0
        elif line.number == before.number + 1:
            features["capitals_run"] = 1.0
    if before.words <= 3 and line.words <= 8 and _is_credit_label(before):
        features["after_credit_label"] = 1.0
    if before.words <= 2 and before.tokens[-1:] == ["caption"]:
        features["after_caption_label"] = 1.0
    if before.words <= 6 and "role_only" in features and ("bare_name" in previous or "by_name" in previous):
        features["role_after_name"] = 1.0
    if before.text[-1] == ":" and line.words <= 40 and not line.long:
        features["after_colon"] = 1.0


def _read_date_label(before: RawLine, line: RawLine) -> None:
    if patterns().updated.search(before.text):
        line.features["updated_label"] = 1.0
    elif patterns().published.search(before.text) or "original" in before.tokens:
        line.features["published_label"] = 1.0


def _read_before(line: RawLine, after: RawLine) -> None:
    """What the line after says of this one."""
    features, following = line.features, after.features
    if "before_body" not in features and _may_be_credited(line) and _is_name_in_capitals(after):
        following["name_in_capitals"] = following["credit_alone"] = 1.0  # "JO FENN" below a caption
    if line.words >= 4 and not line.full_stop and after.capitals and after.words <= 4 and PAPER.search(after.text):
        following["credit_alone"] = 1.0  # "THE HARBOUR POST" below a caption
    if "bullet" in following and 1 <= line.words <= 6 and "bullet" not in features and not line.full_stop:
        features["heads_list"] = 1.0
    if line.words >= 10 and "bare_name" in following and NAME_AND_HOUSE.search(after.text):
        following["credit_alone"] = 1.0  # "Jo Fenn | The Harbour Post" below a caption
        following.pop("bare_name")
        after.names = []
    if "credit_alone" in following and not (line.words <= 3 and _is_credit_label(line)):
        features["credit_follows"] = 1.0
    if after.long and after.noise < 1.2:
        features["paragraph_follows"] = 1.0
    if after.noise >= 1.3:
        features["noise_follows"] = 1.0
    if not DATE_OR_NAME.isdisjoint(following):
        features["byline_or_date_follows"] = 1.0
    if line.text[-1] == ":" and line.words <= 16 and ("opens_quotation" in following or _says(line)):
        features["introduces"] = 1.0
    if "embedded_post" in following and after.text[0] in "—–-" and line.words <= LONGEST_POST:
        features["post_follows"] = 1.0
    if after.key == line.key:
        features["repeated_by_next"] = 1.0


def _read_lone_dateline(line: RawLine, paragraph: RawLine) -> None:
    """ "TOWN:" alone above the first paragraph."""
    if line.words > 4 or line.text[-1] != ":" or not (paragraph.long and paragraph.noise < 1.2):
        return
    place = line.text[:-1]
    if are_names(place.replace("/", " ")):
        line.features["dateline_alone"] = 1.0
        line.dateline = Dateline(place, 2, len(line.text))


def _read_between(lines: list[RawLine], i: int, extent: Extent) -> None:
    line, features = lines[i], lines[i].features
    before = lines[i - 1] if i else None
    after = lines[i + 1] if i + 1 < len(lines) else None
    if before and before.long and "paragraph_follows" in features:
        features["between_paragraphs"] = 1.0
    free = "under_label" not in features
    open_end = not line.full_stop or "question" in features or line.capitals
    credited = after is not None and "credit_alone" in after.features
    if before and after and free and not credited and i > extent.first and _is_sentence_between(before, line):
        features["short_sentence"] = 1.0
    if before and after and free and open_end and _ends_paragraph(before) and _ends_paragraph(after):
        _read_lone(line)
    if before and after is None and before.full_stop and i == extent.last + 1 and _may_be_last_caption(line):
        features["lone_long"] = 1.0
    if before and after and i > extent.first and free and _may_head(before, line, after):
        features["heads_paragraph"] = 1.0
    if i > extent.first and all(other is not None and _may_be_headline(other) for other in (before, line, after)):
        features["headline_run"] = 1.0
    if line.words <= 25 and not line.full_stop and _is_short(before) and _is_short(after):
        features["short_run"] = 1.0
    if line.words <= 8 and DASHED.match(line.text):
        features["dashed_heading"] = 1.0
    if "bullet" in features and any(other and "bullet" in other.features for other in (before, after)):
        features["bullet_run"] = 1.0
        if line.text[0] in BULLETS:
            features["bulleted"] = 1.0


def _may_be_last_caption(line: RawLine) -> bool:
    return line.words >= 10 and not line.full_stop and "several_sentences" not in line.features


def _is_sentence_between(before: RawLine, line: RawLine) -> bool:
    """ "Enter the mayor." after a paragraph."""
    if not _ends_paragraph(before):
        return False
    features = line.features
    if (
        "post_follows" in features
        or not 2 <= line.words <= 8
        or line.noise >= 0.3
        or line.capitals
        or line.credit is not None
        or line.names
    ):
        return False
    if line.text[-1] == ":":
        return not tables().sets["say"].isdisjoint(line.tokens)
    return line.full_stop and "question" not in features and not line.has(NO_HEADING) and "title_case" not in features


def _is_credit_label(line: RawLine) -> bool:
    return " ".join(line.tokens) in tables().sets["credit_label"]


def _is_name_in_capitals(line: RawLine) -> bool:
    return line.capitals and "bare_name" in line.features and line.noise < 0.5


def _may_be_credited(line: RawLine) -> bool:
    return 4 <= line.words <= 30 and "quotation_said" not in line.features


def _says(line: RawLine) -> bool:
    """ "Roe went on:", and no list of names."""
    return line.words >= 2 and not tables().sets["say"].isdisjoint(line.tokens[-3:])


def _ends_paragraph(line: RawLine) -> bool:
    return line.full_stop and line.words >= 9


def _may_be_headline(line: RawLine) -> bool:
    return 5 <= line.words <= 24 and not line.full_stop and line.credit is None and not line.has(NO_HEADLINE)


def _is_short(line: RawLine | None) -> bool:
    return line is None or (line.words <= 22 and not line.full_stop)


def _read_lone(line: RawLine) -> None:
    """One line without a full stop between two paragraphs: a heading, or, longer, a caption."""
    size = "lone_short" if line.words <= 7 else "lone_middling" if line.words <= 9 else "lone_long"
    line.features[size] = 1.0
    if "bullet" in line.features and line.text[0].isdigit() and line.words <= 18:
        line.features["numbered_heading"] = 1.0


def _may_head(before: RawLine, line: RawLine, after: RawLine) -> bool:
    if line.words > 9 or line.full_stop or line.noise >= 0.5 or line.has(NO_HEADING):
        return False
    paragraph = after.full_stop and after.words >= 12 and after.noise < 1
    return paragraph and (before.full_stop or before.credit is not None or before.noise >= 1.3)
