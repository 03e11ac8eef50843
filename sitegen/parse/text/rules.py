"""The names under which `explain` and the list of dropped lines give the reason for a line's role."""

from __future__ import annotations

import re
from functools import cache

from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.path import strongest_finding

# findings that can be the reason for dropping a line; the strongest of a line gives the rule its name
REASONS = {
    "related_label": "related link",
    "link_label": "related link",
    "under_label": "headline of another article",
    "prompt": "promotion",
    "share": "share button",
    "comment": "comment prompt",
    "comment_form": "comment prompt",
    "after_form": "readers' comments",
    "above_headline": "line above the headline",
    "author_note": "note on the author",
    "agency_signature": "signature of an agency",
    "sales_talk": "promotion",
    "crumbs_of_headline": "bread crumbs",
    "letter_signature": "signature of a letter",
    "advert": "advertisement",
    "rights": "copyright notice",
    "biography": "note on the author",
    "editorial_note": "editorial note",
    "tag_list": "list of topics",
    "section": "section label",
    "media_control": "player or gallery control",
    "recurring": "line of many articles",
    "repeated": "repeated line",
    "breadcrumbs": "bread crumbs",
    "embedded_post": "post of another site",
    "post_follows": "post of another site",
    "handle": "handle or address",
    "address": "web address",
    "relative_date": "relative date",
    "counter": "counter",
    "clock": "clock time",
    "marks_only": "mark without words",
    "symbols": "mark without words",
    "damaged": "damaged line",
}
KEPT = {
    "title": "headline",
    "dek": "subheadline",
    "byline": "by-line",
    "date": "publication date",
    "dateline": "dateline",
    "caption": "caption",
    "credit": "credit",
    "paragraph": "paragraph",
    "subhead": "sub-heading",
    "list": "list entry",
    "question": "question",
}
LENGTH = re.compile(r"words (\d+) (\w+)")


def why_dropped(line: RawLine) -> str:
    """The rule that drops a line the path found to be furniture or a mark."""
    found = [(strength, finding) for finding, strength in line.features.items() if finding in REASONS]
    if found:
        return REASONS[max(found)[1]]
    if line.zone == "P":
        return "line above the headline"
    if line.zone == "E":
        return "line after the article"
    return "mark without words" if line.role == "other" else "short line out of place"


def why_kept(line: RawLine, role: str) -> str:
    """The role's name, with the finding that spoke most for it."""
    if line.certain:
        return "paragraph: plain, inside the body"
    finding = strongest_finding(line, "dateline" if line.role == "dateline" else line.role)
    return f"{KEPT[role]}: {_spelled_out(finding)}" if finding else KEPT[role]


@cache
def _spelled_out(finding: str) -> str:
    return LENGTH.sub(r"\1 to \2 words", finding.replace("_", " ")).replace("41 to up words", "more than 40 words")
