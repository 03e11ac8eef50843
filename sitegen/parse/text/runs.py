"""Runs of lines: links under a label such as "Read more", entries of a list after a colon, broken columns."""

from __future__ import annotations

from sitegen.parse.phrases import tables
from sitegen.parse.text.extent import TEASER_ENDS, Extent
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.shape import FULL_STOPS

LONGEST_RUN = 12
HEADING = 6  # words
NO_HEADING = frozenset("relative_date date_part address handle bare_name desk credit_alone counter bullet".split())
LONGEST_HEAD = 6  # lines of a headline in a column
MASTHEAD = frozenset(
    "date_only by_name by_alone name_date credit_alone reporting_note bare_name published_label".split()
)
ALSO_IN_RUNS = frozenset("date_only relative_date bare_name".split())
NO_ENTRY = MASTHEAD | {"opens_quotation"}


def read_link_runs(lines: list[RawLine], extent: Extent) -> None:
    """Short lines without a full stop after a label are headlines of other articles."""
    run = 0
    for i, line in enumerate(lines):
        if run and line.has(MASTHEAD) and (i < extent.first or not line.has(ALSO_IN_RUNS)):
            run = 0
        if run:
            line.features["in_link_run"] = 1.0
        if line.opens_links:
            run = 1
        elif run:
            run = _next_of_run(lines, i, run, i < extent.first)


def _next_of_run(lines: list[RawLine], i: int, run: int, in_head: bool) -> int:
    """Mark the line if it is a link; the length of the run after it, 0 where it has ended."""
    line, features = lines[i], lines[i].features
    if run > 1 and not in_head and _heads_body(lines, i, run):
        features["last_of_run"] = 1.0
        return 0
    open_end = not line.full_stop or line.text.endswith(("?", "!"))
    if line.words <= 22 and open_end and "credit_at_end" not in features and "clear_dateline" not in features:
        strength = 1.0 if run == 1 else 0.85 if run <= 5 else 0.5
        features["under_label"] = strength * (0.4 if in_head else 1.0)
        return run + 1 if run < LONGEST_RUN else 0
    if line.noise >= 1 and line.words <= 40:
        return run + 1
    if line.words <= 30 and run <= 8 and i + 1 < len(lines) and _is_teaser(lines[i + 1]):
        features["under_label"] = 1.0
        return run
    return 0


def _heads_body(lines: list[RawLine], i: int, run: int) -> bool:
    """The last line below a label may be a sub-heading: it stands above a paragraph and is shorter than the links."""
    line = lines[i]
    open_end = not line.full_stop or line.text[-1] == "?"
    if not 2 <= line.words <= HEADING or line.noise >= 0.5 or line.dates or line.has(NO_HEADING):
        return False
    if not open_end or i + 1 == len(lines):
        return False
    after = lines[i + 1]
    paragraph = after.words >= 12 and after.full_stop and after.noise < 1
    links = [link.words for link in lines[i - run + 1 : i]]
    shorter = bool(links) and (
        line.words < sum(links) / len(links) or (len(links) == 1 and line.words <= min(5, links[0]))
    )
    return paragraph and shorter


def _is_teaser(line: RawLine) -> bool:
    return not line.full_stop and line.text.endswith(TEASER_ENDS)


def read_lists(lines: list[RawLine], extent: Extent) -> None:
    """A run of short lines after a paragraph that ends in a colon is a list."""
    run = labelled = False
    for before, line in zip(lines[extent.first :], lines[extent.first + 1 :], strict=False):
        run = run or (before.text[-1] == ":" and before.words >= 5 and before.noise < 1)
        if _labels_list(before):
            before.features["list_head"] = 1.0
        labelled = _is_entry(line) and (_labels_list(before) or (labelled and not _labels_list(line)))
        if labelled:
            line.features["list_entry"] = 1.0
        if run:
            run = _is_entry(line)
            if run:
                line.features["list_after_colon"] = 1.0


def _labels_list(line: RawLine) -> bool:
    """ "Key points:" or "In Kürze" alone on its line."""
    return line.words <= 4 and " ".join(line.tokens) in tables().sets["list_label"]


def _is_entry(line: RawLine) -> bool:
    lone = "lone_short" in line.features or "lone_long" in line.features
    return line.words <= 24 and line.noise < 0.8 and not lone and not line.has(NO_ENTRY)


def is_wrapped(lines: list[RawLine]) -> bool:
    """True for the short lines of a printed column, which break in the middle of sentences."""
    if len(lines) < 8:
        return False
    lengths = sorted(line.end - line.start for line in lines)
    small = sum(line.text[0].islower() for line in lines)
    stops = sum(line.text[-1] in FULL_STOPS for line in lines)
    median = lengths[len(lengths) // 2]
    return median < 75 and lengths[-1] < 160 and small >= 0.3 * len(lines) and stops <= 0.45 * len(lines)


def read_columns(lines: list[RawLine]) -> None:
    """In a wrapped text, the lines from the first that flow on are body, those before it the head."""
    start = next((i for i in range(len(lines) - 1) if _flows_on(lines, i)), None)
    if start is not None:  # a headline over several lines flows on too, but a dateline stands below it
        below = range(start, min(len(lines), start + LONGEST_HEAD))
        start = next((i for i in below if "dateline_alone" in lines[i].features), start)
    for i, line in enumerate(lines):
        if start is not None:
            line.features["wrapped" if i >= start else "wrapped_head"] = 1.0
            line.long = i >= start
        line.features.pop("bare_name", None)
        if "dateline_alone" in line.features:
            line.features["clear_dateline"] = 1.0
        letters = sum(mark.isalpha() or mark == " " for mark in line.text)
        if len(line.text) > 3 and letters < 0.75 * len(line.text):
            line.features["damaged"] = 1.0


def _flows_on(lines: list[RawLine], i: int) -> bool:
    line, run = lines[i], lines[i : i + 5]
    if lines[i + 1].number != line.number + 1 or line.capitals or "by_name" in line.features or len(run) < 3:
        return False
    return all(len(other.text) > 20 for other in run) and sum(other.text[0].islower() for other in run) >= 2
