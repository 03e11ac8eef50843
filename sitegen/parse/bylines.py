"""By-lines: what is a person's name, and which names stand in "By A and B, Harbour Correspondent"."""

from __future__ import annotations

import re
from functools import cache

from sitegen.parse.dates import find_dates
from sitegen.parse.phrases import alternatives, is_given_name, tables, tokens

# no by-line opens with these
NO_FIRST_NAME = frozenset(
    "mr mrs ms miss mme herr frau sr sra dear saint president prime senator governor minister king queen prince mayor "
    "judge chief the new north south east west los san las".split(),
)
ARTICLES = frozenset("das der die la el le los las".split())
PARTICLES = frozenset(
    "de van von der den la del da di du bin al el le ten ter y e dos des st zu und d' ibn los".split(),
)
# words before "reporter", "editor" that belong to the office, not to the name
OFFICE_WORDS = frozenset(
    "affairs africa agriculture arts asia assistant associate athletics aviation banking books breaking business "
    "celebrity chief china city climate community consumer contributing county court courts cricket crime culture "
    "data defence defense deputy development digital diplomatic economics economy education employment energy "
    "entertainment environment europe executive farming fashion features film finance financial food football "
    "foreign gender general global golf government guest health high home house housing industry international "
    "investigations investigative island kultur labor labour legal lifestyle local managing maritime markets media "
    "medical money motoring multimedia music national news night north northern opinion outdoors parliamentary "
    "personal police policy political politics prep property public race racing radio regional religion religious "
    "retail royal rugby rural school schools science security senior showbusiness social south southern space "
    "special sports staff state statehouse tech technology tennis theater theatre transport travel tv uk university "
    "us video washington weather weekend west western westminster white work world".split(),
)
NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÞŠŽČĆŁ][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?|[A-ZÀ-Þ]\.(?:[A-ZÀ-Þ]\.)*)$")
AFTER_COMMA = re.compile(r", ?(?:Jr|Sr|II|III|MD|PhD)\b")
BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|\||/|•|·|&|\s–\s|\s—\s|\s-\s|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*", re.IGNORECASE
)
AFTER_NAME = re.compile(
    r"\s*(?:\bfor\b|\bin\b|\bam\b|\bel\b|\ble\b|\bop\b|\bden\b|\bat\b|\bof\b|\bfrom\b|\bà\b|\ben\b|\bavec\b|"
    r"\bspecial to\b|\bthe\b|@|\(|\bpublished\b|\bupdated\b|\bposted\b|\bvia\b|\bon\b).*$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.]+|@\w+|https?:\S+")
GLUED_ROLE = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Staff|Senior|Reporter|Editor|Correspondent|Special|Contribut|Political|Sports|Chief|Business|"
    r"Updated|Published|Posted|Twitter(?=[A-Z])|Twitter|News|Journalist)(?:\b|[A-Z]))"
)
GLUED_NAME = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ])")
GLUED_TIME = re.compile(
    r"(?i)(?<=[^\W\d_])(?:\d+\s*(?:min|hour|day|second|hr|h|week|month)|"
    r"(?:published|updated|posted|last updated)\b).*$|"
    r"\s+(?:last updated|published|updated|posted)\b.*$|"
    r"\s+(?:\d+|no|post|leave|ein|eine|keine|un|aucun|sin)\s+(?:an?\s+|einen\s+)?"
    r"(?:comments?|kommentare?|commentaires?|comentarios?|min|mins|minutes?|minuten|shares?|responses?)\b.*$"
)
# "Projektleiterin", "Ministerpräsident": an office in one word
OFFICE = re.compile(
    r"(?:leiter|sprecher|redakteur|minister|präsident|direktor|manager|führer|berater|forscher|wissenschaftler|"
    r"professor|experte|vorsitzender?|beauftragter?|anwalt|meister)(?:in|innen)?$"
)
CAPITAL_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LAST_IN_CAPITALS = re.compile(r"(?<=[a-zà-ÿ] )[A-ZÀ-ÞŠŽČĆŁ]{4,}(?:-[A-ZÀ-ÞŠŽČĆŁ]{2,})?$")  # "Jane LEROY"
CAPITAL_INSIDE = re.compile(r"\b(O['’]|Mc)(\w)")


@cache
def opening() -> re.Pattern[str]:
    """What opens a by-line ("By", "Written by:", "Von"); group 1 is the phrase."""
    phrases = alternatives("byline_open")
    return re.compile(
        rf"(?i)^\W{{0,2}}(?:by(?=by\b))?({phrases})(?:[*:_/]in(?:nen)?)?(?:\b|(?<=by)(?-i:(?=[A-Z])))\s*:?\s*"
    )


def is_name(text: str, least: int = 2, most: int = 4) -> bool:
    """True where `text` is made like a person's name: capitalised words and particles, no word of the house."""
    if len(text) > 50 or ("," in text and not AFTER_COMMA.search(text)):
        return False
    words = text.replace(",", " ").split()
    if not least <= len(words) <= most + 1 or not _may_open_name(words[0].lower().strip(".")):
        return False
    capitalised = 0
    for word in words:
        if NAME_WORD.match(word):
            if _is_no_name_word(word.lower().replace("’", "'")):
                return False
            capitalised += 1
        elif word.lower() not in PARTICLES:
            return False
    return least <= capitalised <= most and len(words[0]) + len(words[-1]) > 3


def _may_open_name(word: str) -> bool:
    known = tables()
    if word in NO_FIRST_NAME or word in ARTICLES:
        return False
    return not (word in known.function and len(word) > 1 and not is_given_name(word) and word not in PARTICLES)


def _is_no_name_word(word: str) -> bool:
    sets = tables().sets
    return (
        word in tables().name_stop
        or word in sets["byline_role"]
        or word in sets["weekdays"]
        or word in sets["name_never"]
        or OFFICE.search(word) is not None
    )


def display_name(name: str) -> str:
    """The name as it is shown: single blanks, no marks around it, "JANE ROE" and "Jane ROE" as "Jane Roe"."""
    name = re.sub(r"\s+", " ", name).strip(" ,.;:|-–—·•/")
    if name.isupper() and len(name) > 4:
        name = CAPITAL_WORD.sub(lambda word: _lowered(word[0]), name)
        name = CAPITAL_INSIDE.sub(lambda match: match[1] + match[2].upper(), name)
    elif LAST_IN_CAPITALS.search(name):
        name = LAST_IN_CAPITALS.sub(lambda word: _lowered(word[0]), name)
    return name


def _lowered(word: str) -> str:
    return word if word in ("II", "JR") else "-".join(part.capitalize() for part in word.split("-"))


def read_byline(text: str, single: bool = False) -> tuple[list[str], list[str]]:
    """People, and desks or agencies, in the words after "By"; `single`: one word may be a name."""
    people: list[str] = []
    desks: list[str] = []
    parts = [part.strip(" .,:;()[]") for part in BETWEEN_NAMES.split(_without_addresses_and_dates(text[:300]))]
    parts = [part for part in parts if part]
    single = single and len(parts) == 1
    for part in parts:
        if " ".join(tokens(part)) in tables().sets["desk"]:
            desks.append(part)
            continue
        names = _names(_without_office(AFTER_NAME.sub("", part).strip(" .,:;")), single and not people)
        if people and not names:
            break  # what follows a name is an office or an outlet
        people += [name for name in names if name not in people]
    return people, desks


def _without_addresses_and_dates(text: str) -> str:
    text = ADDRESS.sub(" | ", text)
    for date in reversed(find_dates(text)):
        text = text[: date.start] + " | " + text[date.end :]
    return GLUED_TIME.sub("", GLUED_ROLE.sub(" | ", text))


def _without_office(text: str) -> str:
    words = text.split()
    while len(words) > 2 and (words[-1].lower() in tables().sets["byline_role"] or words[-1].lower() in OFFICE_WORDS):
        words.pop()
    while len(words) > 2 and words[-1].islower() and words[-1] in PARTICLES:
        words.pop()
    return " ".join(words)


def _names(text: str, single: bool) -> list[str]:
    glued = GLUED_NAME.search(text)
    if glued and is_name(text[: glued.start()]) and is_name(text[glued.start() :]):
        return [display_name(text[: glued.start()]), display_name(text[glued.start() :])]
    if is_name(text) or (single and (_is_single_name(text) or _is_organisation(text))):
        return [display_name(text)]
    return []


def _is_organisation(text: str) -> bool:
    """ "By Harbour Foundation": a body that signs its own report; agencies and desks are told before."""
    words, known = text.split(), tables().sets
    named = not known["organisation"].isdisjoint(tokens(text))
    return named and 2 <= len(words) <= 5 and all(word[0].isupper() or word.lower() in PARTICLES for word in words)


def _is_single_name(text: str) -> bool:
    word = text.lower()
    known = tables()
    return bool(
        len(text) > 3
        and " " not in text
        and NAME_WORD.match(text)
        and word not in known.name_stop
        and word not in known.sets["byline_role"]
    )
