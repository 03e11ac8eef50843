"""The furniture of a page: links, prompts, buttons, addresses, counters, bread crumbs."""

from __future__ import annotations

import re

from sitegen.parse.dates import find_dates
from sitegen.parse.phrases import find_phrases, tables, tokens
from sitegen.parse.text.lines import RawLine

ADDRESS = re.compile(r"https?:|www\.|\b[\w-]{1,64}\.(?:com|org|net|co\.uk|de|fr|es|ca|gov|edu)\b|\S@\S{1,64}\.\w")
DIGIT = re.compile(r"\d")
CLOCK = re.compile(r"^\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|h|uhr|noon|midnight)\.?$", re.IGNORECASE)
BULLET = re.compile(r"^(?:[•*·▪◦‣►>–—-]\s+|\d{1,2}[.)]\s+|\(\d+\)\s)(?=\S)")
COUNTER = re.compile(
    r"^(?:\d+\s*(?:/|of|de|von|sur)\s*/?\s*\d+|\d{1,2}:\d\d(?::\d\d)?|[\d.,]+[KkMm]?\+?)$", re.IGNORECASE
)
EMBEDDED_POST = re.compile(r"^<\w+|^[—-]\s?.{1,60}\(@\w+\)|pic\.twitter\.com|https?://t\.co/|^@\w+")
REPORTING_NOTE = re.compile(
    r"^[(\[]?\s*(?:Additional r|R)eporting by\b|^[(\[]?\s*(?:Editing|Writing|Compiled|Reporting) by\b|"
    r"^Associated Press (?:writer|reporter|journalist)s?\b.*contributed",
    re.IGNORECASE,
)
BREADCRUMBS = re.compile(r"\w\s*[|>›»]\s*\w")
BETWEEN_SECTIONS = re.compile(r"\s*[,|•·/&]\s*")
ARROW = re.compile(r"\w\s*[>›»]\s*\w")
LONGEST_LINK = 30  # words
# "Roe, A.; Ek, B. (2012): Mills ...", "[3] Roe, A. et al. ..."
REFERENCE = re.compile(
    r"(?:\[?\d{1,3}[\].)]\s*)?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w-]+)?,? (?:[A-ZÀ-Þ]\.[ ,;:/&-]*)+.{0,120}?"
    r"(?:\(?(?:19|20)\d\d[a-z]?\)?|\bet al\b)"
)
REFERENCE_OPENS = frozenset("[0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÉÈÁÅØ")
ANCHOR_WEIGHTS = {"=": 2.2, "^": 1.3, "!": 1.8}
WEAK = 0.8  # a phrase anywhere in the line, or at its end
STRONGEST = 2.4
OFTEN_LONG = frozenset(("rights", "biography", "editorial_note", "tag_list"))
NEVER_A_SENTENCE = frozenset(("section", "share", "media_control", "related_label"))


def read_phrases(line: RawLine, words: set[str], language: str | None) -> None:
    """The phrases of the language tables, each kind with a strength that shrinks in long lines."""
    you = len(words & tables().sets["you"])
    strengths = _strengths(line, language)
    for kind, strength in strengths.items():
        if kind == "caption_word":
            line.features[kind] = min(strength, 1.6)
            continue
        strength = _scaled(kind, strength, line, you)
        line.features[kind] = strength
        line.noise += strength
    if line.features.get("prompt", 0.0) >= 0.8 and line.text[-1] == ":":
        line.opens_links = True  # "Subscribe now and get:"
    if you:
        line.features["you"] = min(1.0, you / 2) * (1.0 if line.words <= 40 else 0.5)


def _strengths(line: RawLine, language: str | None) -> dict[str, float]:
    strengths: dict[str, float] = {}
    numbers = line.words <= 40 and DIGIT.search(line.text) is not None
    for phrase in find_phrases(line.tokens, numbers, language):
        strengths[phrase.kind] = strengths.get(phrase.kind, 0.0) + ANCHOR_WEIGHTS.get(phrase.anchor, WEAK)
        if phrase.kind == "related_label":
            short = line.words <= 6 and not line.full_stop
            line.opens_links |= phrase.anchor == "=" or (phrase.anchor == "^" and short)
    return strengths


def _scaled(kind: str, strength: float, line: RawLine, you: int) -> float:
    scale = 1.0 if line.words <= 9 else 9.0 / line.words
    if kind == "prompt":
        if you and line.words <= 80:  # sales talk is long and says "you"
            scale = min(1.0, scale * 1.9)
            strength += 0.4 * you
        if strength >= 2.4:
            scale = min(1.0, scale * 1.6)
    elif kind in OFTEN_LONG and strength >= 1.2:
        scale = min(1.0, scale * (1.8 if strength < 1.6 else 4.0))
    strength = min(STRONGEST, strength * scale)
    if line.full_stop and line.words > 14 and kind in NEVER_A_SENTENCE:
        strength *= 0.35
    return strength


def _names_sections(text: str) -> bool:
    """ "Sport, Football": every part is a section of the paper."""
    parts = BETWEEN_SECTIONS.split(text.lower())
    return len(parts) > 1 and tables().sets["section_names"].issuperset(parts)


def read_addresses(line: RawLine) -> None:
    """Web addresses, handles, posts of other sites."""
    text, features = line.text, line.features
    at = "@" in text
    linked = "://" in text
    if (at or linked or "www." in text or (line.words <= 14 and "." in text)) and ADDRESS.search(text[:400]):
        features["address"] = 1.0
    if at:
        features["handle"] = 1.0
    if (at or linked or text[0] in "<—-" or "twitter" in text) and EMBEDDED_POST.search(text[:300]):
        features["embedded_post"] = 1.0


def _is_labelled_link(text: str) -> bool:
    """ "Read also: ...", "MIRA | ...", ">>> ..."."""
    if text.startswith((">>", "» ", "→ ", "▶ ", "► ")):
        return True
    end = min((at for at in (text.find(":", 2, 50), text.find("|", 2, 50)) if at > 0), default=0)
    return bool(end) and " ".join(tokens(text[:end])) in tables().sets["link_label"] and len(text) > end + 12


def read_signs(line: RawLine, words: set[str]) -> None:
    """Brackets, bullets, counters, clock times, bread crumbs, commands to the reader."""
    text, features, count = line.text, line.features, line.words
    if 2 <= count <= 6 and "section" not in features and _names_sections(text):
        features["section"] = 2.0
        line.noise += 2.0
    if text[0] in "([" and text[-1] in ")]." and count <= 40:
        features["bracketed"] = 1.0
    if line.tokens[0] in tables().sets["imperative"]:
        features["imperative"] = 1.0
        if features.get("prompt"):
            features["imperative_prompt"] = 1.0
    if features.get("prompt", 0.0) >= 1.8:
        features["heavy_prompt"] = 1.0
    if count <= LONGEST_LINK and _is_labelled_link(text):
        features["link_label"] = 1.0
    if count >= 5 and text[0] in REFERENCE_OPENS and REFERENCE.match(text[:300]):
        features["reference"] = 1.0
    if BULLET.match(text):
        features["bullet"] = 1.0
    if count <= 4 and COUNTER.match(text) and not find_dates(text):
        features["counter"] = 1.0
    if count <= 3 and CLOCK.match(text):
        features["clock"] = 1.0
    if ("by" in words or "contributed" in words) and REPORTING_NOTE.search(text[:200]):
        features["reporting_note"] = 1.0
    if count <= 14 and BREADCRUMBS.search(text):
        features["breadcrumbs"] = 1.0
    if count <= 24 and ARROW.search(text):
        features["arrows"] = 1.0
