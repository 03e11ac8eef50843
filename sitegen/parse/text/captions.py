"""Captions and credits: "The mill. (Photo: Jo Fenn/Agency)" is a caption and, apart from it, a credit."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitegen.parse.bylines import PARTICLES, is_name
from sitegen.parse.phrases import alternatives, is_given_name, tables, tokens

LONGEST = 1500  # characters of a line that may be a caption
BEFORE_NAME_IN_CAPITALS = range(26, 400)  # characters: below a long paragraph it is the writer's
TAIL = 100  # characters at its end that may hold the credit
BLANKS_AND_BRACKETS = " ()[]"
INITIAL = re.compile(r"(?:^|[\s(])[A-ZÀ-Þ]$")
PHOTO = re.compile(r"(?:Photo|Foto|Bild|Image|Picture|Kuva|Fot\.)\s*:?\s+(?=[A-ZÀ-Þ])")
BUTTON = re.compile(r"\s*(?:Enlarge this image|hide caption|toggle caption)\s*$")
SLASHED_AGENCY = re.compile(r"(?i)\b(?:AP Photo|AFP PHOTO|REUTERS|Photo)\s*/")
BY = re.compile(r"(?i)(?:by|of)\s+")
BEFORE_NAME = re.compile(r"(?i)^(?:by|of|courtesy of|courtesy)\s+")
GLUED_SENTENCE = re.compile(r"[a-z]\.[A-Z]")
JOINTS = re.compile(r"\s*[/|©]\s*|\s+via\s+|,\s*|\s+for\s+")
TAIL_JOINTS = re.compile(r"[/|,–—-]|\bfor\b|\bvia\b|\bthe\b")
TAIL_SEPARATOR = re.compile(r"[/|,–—]|\s-\s|\bfor\b|\bvia\b")
HEAD_JOINTS = re.compile(r"(?i)[/|,–—-]|\bphoto\b|\bfile\b")
NAME_SLASH_NAME = re.compile(
    r"(?:^|\s)((?:[A-ZÀ-Þ][\w.'’-]*\s+){1,4}/\s*[A-ZÀ-Þ][\w .'’-]{1,30}|"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}/[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,3})$"
)
SEPARATORS = (". ", ".", "! ", "” ", '" ', " | ", " © ", "©", " – ", " - ", "  ", "?")
AFTER_SENTENCE = (". ", ".", "! ")
UNNAMED = frozenset(
    [f"{kind} photo" for kind in ("submitted", "contributed", "courtesy", "staff", "file", "handout")]
    + ["photo submitted", "photo contributed"]
)
SMALL_WORDS = frozenset("by of for the via photo & and".split())
ALLOWED_STOP_WORDS = frozenset("the of for by and".split())


class Credit(NamedTuple):
    """In a line of text the caption is `text[:caption]`, the credit `text[start:end]`; `caption` is 0 where the
    line is a credit and nothing else."""

    caption: int
    start: int
    end: int


@cache
def label_at_start() -> re.Pattern[str]:
    """ "Photo: ", "Picture by ", "Copyright" at the start of a line."""
    return re.compile(
        rf"(?i)^[\W_]{{0,3}}({alternatives('credit_label')})(?:(?:(?<=copyright)|(?<=source))(?-i:(?=[A-Z]))|\s*[:/|©]|\s+(?=by\b)|"
        r"\.{3}|\s*$|\s(?=[A-Z]))\s*:?\s*"
    )


@cache
def label_inside() -> re.Pattern[str]:
    """The same after a sentence, a bracket or, glued, after a small letter."""
    return re.compile(
        r"(?i)(?<=[\s.!?\"”’)\]|(\[]|[a-z](?=[A-Z]))(?-i:(?=[A-Z(©\[]))[(\[]?"
        rf"({alternatives('credit_label')})\s*(?::|\.{{3}}|©|\s(?=by\s))\s*"
    )


def are_names(text: str, most: int = 6) -> bool:
    """True where `text` is only capitalised words, particles and initials."""
    words = text.split()
    return 1 <= len(words) <= most and all(map(_may_stand_in_names, words))


def _may_stand_in_names(word: str) -> bool:
    low = word.lower()
    agency = word in tables().sets["agency"]  # "dpa" and the like write themselves small
    capital = agency or word[0].isupper() or word[0] in "@©" or low in PARTICLES or low in SMALL_WORDS
    return capital and (low not in tables().name_stop or low in ALLOWED_STOP_WORDS)


def is_credit(text: str) -> bool:
    """True where `text` is nothing but the credit of a picture."""
    text = text.strip(" ()[]|.,")
    if not text or len(text) > 90:
        return False
    words = tokens(text)
    if not words or len(words) > 11:
        return False
    whole = " ".join(words)
    if whole in tables().sets["agency"] or whole in UNNAMED:
        return True
    labelled = label_at_start().match(text)
    if labelled and labelled.end() < len(text) and _names_somebody(text[labelled.end() :].strip()):
        return True
    return not GLUED_SENTENCE.search(text) and _joins_name_and_agency(text, words, bool(labelled))


def _names_somebody(text: str) -> bool:
    words, agencies = tokens(text), tables().sets["agency"]
    return (
        " ".join(words) in agencies
        or are_names(BEFORE_NAME.sub("", text))
        or any(" ".join(words[-count:]) in agencies for count in (1, 2, 3))
    )


def _joins_name_and_agency(text: str, words: list[str], labelled: bool) -> bool:
    agencies, count = tables().sets["agency"], len(words)
    ends = any(" ".join(words[-k:]) in agencies for k in (1, 2, 3) if k < count)
    starts = any(" ".join(words[:k]) in agencies for k in (1, 2) if k < count)
    joined = "/" in text or "©" in text or " via " in text or ("|" in text and (ends or labelled))
    if joined and count >= 2 and are_names(JOINTS.sub(" ", text), 9):
        return True
    if ends and are_names(TAIL_JOINTS.sub(" ", text), 7):
        return count <= 4 or bool(TAIL_SEPARATOR.search(text))
    if starts and count <= 5 and are_names(HEAD_JOINTS.sub(" ", text), 6):
        return count <= 3 or "/" in text
    return False


def find_credit(text: str) -> Credit | None:
    """Caption and credit of a line, or None where it holds no credit."""
    if not 2 <= len(text) <= LONGEST:
        return None
    button = BUTTON.search(text)
    line = text[: button.start()] if button else text
    if not line.strip():
        return None
    if is_credit(line):
        return _alone(line)
    if button and (found := _before_button(line)):
        return found
    return _in_bracket(line) or _after_label(line) or _after_separator(line) or _name_slash_name(line)


def _before_button(line: str) -> Credit | None:
    """ "... in her kitchen. Jo Fenn for Plains Radio hide caption": the last sentence is names and nothing else."""
    stop = max(line.rfind(f"{mark} ") for mark in (".", "!", "?", "”", '"'))
    if stop <= 0 or not are_names(line[stop + 1 :], 7):
        return None
    start, end = _trimmed(line, stop + 1, len(line), " ")
    return Credit(_caption_end(line, stop + 1), start, end)


def _trimmed(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


def _alone(line: str) -> Credit:
    start, end = _trimmed(line, 0, len(line), BLANKS_AND_BRACKETS)
    start += _label_length(line[start:end])
    start, end = _trimmed(line, start, end, " ()[]:|")
    return Credit(0, _after_by(line, start, end), end)


def _label_length(text: str) -> int:
    """Of the label to take off before a credit; "Courtesy of" stays, for it is no label to a reader."""
    label = label_at_start().match(text)
    if not label or label.end() >= len(text) or label[1].lower().startswith("courtesy"):
        return 0
    return label.end()


def _after_by(line: str, start: int, end: int) -> int:
    by = BY.match(line, start, end)
    return by.end() if by else start


def _after_photo(line: str, start: int, end: int) -> int:
    """ "Photo Jo Fenn / Agency" without the label."""
    label = PHOTO.match(line, start, end)
    return label.end() if label and is_credit(line[label.end() : end]) else start


def _caption_end(line: str, end: int, marks: str = " ") -> int:
    return len(line[:end].rstrip(marks))


def _in_bracket(line: str) -> Credit | None:
    opened = "(" in line[-TAIL:] and line.rfind("(") > line.rfind(")")
    if not (line[-1] in ")]" or line.endswith((").", ")|")) or opened):
        return None
    opening = max(line.rfind("("), line.rfind("["))
    if opening < 0 or len(line) - opening > 95:
        return None
    start, end = opening + 1, _trimmed(line, opening + 1, len(line), " )].|")[1]
    inner = line[start:end]
    if line.endswith(").") and " ".join(tokens(inner)) in tables().sets["agency"]:
        return None  # the agency signs its report
    if not _is_bracketed_credit(inner, opening):
        return None
    if not SLASHED_AGENCY.match(inner):
        start += _label_length(inner)
    start, end = _trimmed(line, start, end, " :")
    return Credit(_caption_end(line, opening), _after_by(line, start, end), end)


def _is_bracketed_credit(inner: str, opening: int) -> bool:
    if is_credit(inner) or SLASHED_AGENCY.search(inner):
        return True
    house, colon, name = inner.partition(":")
    if colon and opening > 12 and are_names(house, 3) and are_names(name, 5):
        return True  # "(Harbour News: Jo Fenn)"
    parts = inner.split(",")
    if len(parts) == 2 and opening > 12 and is_name(parts[0]) and are_names(parts[1], 5):
        return True
    house, _, name = inner.partition(": ")
    if name and opening > 12 and are_names(house, 4) and is_name(name):
        return True  # "(Harbour News: Ann Roe)"
    return opening > 25 and _is_known_name(inner)


def _is_known_name(text: str) -> bool:
    return is_name(text) and is_given_name(text.split()[0].lower())


def _after_label(line: str) -> Credit | None:
    offset = max(0, len(line) - TAIL)
    for label in label_inside().finditer(line[offset:]):
        start, end = _trimmed(line, offset + label.end(), len(line), " )].")
        rest = line[start:end]
        if rest and (is_credit(rest) or are_names(re.sub(r"[/|,]", " ", rest), 8) or is_credit(f"Photo: {rest}")):
            caption = _caption_end(line, offset + label.start(), " ([|")
            return Credit(caption, _after_by(line, start, end), end)
    return None


def _after_separator(line: str) -> Credit | None:
    offset = max(0, len(line) - TAIL)
    for separator in SEPARATORS:
        at = line.rfind(separator, offset, -1)
        if at <= offset or (separator[0] == "." and INITIAL.search(line[:at])):
            continue
        start, end = _trimmed(line, at + len(separator), len(line), " ")
        start = _after_photo(line, start, end)
        if not _may_follow(separator, line[start:end], at):
            continue
        caption = at + (len(separator.rstrip()) if separator[0] in '.!”"?' else 0)
        if caption >= 12:
            return Credit(_caption_end(line, caption), start, end)
    return None


def _may_follow(separator: str, rest: str, at: int) -> bool:
    if not 2 <= len(rest) <= 70 or not rest[0].isupper():
        return False
    if separator == ". " and rest.isupper() and is_name(rest) and at in BEFORE_NAME_IN_CAPITALS:
        return True  # "... in the village. JO FENN"
    if not is_credit(rest) and not (separator == " | " and at > 25 and _is_known_name(rest)):
        return False
    return separator not in AFTER_SENTENCE or "/" in rest or len(rest.split()) <= 4


def _name_slash_name(line: str) -> Credit | None:
    offset = max(0, len(line) - TAIL)
    match = NAME_SLASH_NAME.search(line[offset:]) if "/" in line[offset:] else None
    if not match or not is_credit(match[1]):
        return None
    start, end = _trimmed(line, offset + match.start(1), offset + match.end(1), " ")
    return Credit(_caption_end(line, start, " —–-|"), start, end)
