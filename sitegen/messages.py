"""What the site says in its own voice, in the language of `sitegen.toml`: English is in the templates, the others
are catalogues (`locale/<language>.po`, GNU gettext), read once a process and never for English.

One language a process at a time: `speak` is called where a build begins and where a worker gets its renderer."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "locale"
LINE = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[(\d)\])?\s*(".*")$')


def _arabic(n: int) -> int:
    if n < 3:
        return n
    return 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5


# Which form a count takes, how many forms there are, and what stands between thousands: as Unicode CLDR has them,
# without the form of millions in French and Spanish, which counts in digits never show.
PLURALS: dict[str, tuple[int, Callable[[int], int]]] = {
    "ar": (6, _arabic),
    "de": (2, lambda n: int(n != 1)),
    "en": (2, lambda n: int(n != 1)),
    "es": (2, lambda n: int(n != 1)),
    "fr": (2, lambda n: int(n > 1)),
}
THOUSANDS = {"ar": ",", "de": ".", "es": ".", "fr": "\u202f"}


class Catalogue(NamedTuple):
    """Messages by their English; those that count have several forms, by the English of one."""

    language: str
    messages: dict[str, tuple[str, ...]]


ENGLISH = Catalogue("en", {})
_now = ENGLISH


def speak(language: str) -> None:
    """From here on this process speaks the language of a tag ("fr-CA": French), or English where it has none."""
    global _now
    name = language.lower().split("-")[0]
    _now = catalogue(name) if name in languages() and name != "en" else ENGLISH


def language() -> str:
    """The language that is spoken now."""
    return _now.language


@cache
def languages() -> frozenset[str]:
    return frozenset({"en", *(file.stem for file in FOLDER.glob("*.po"))})


@cache
def catalogue(name: str) -> Catalogue:
    return Catalogue(name, read((FOLDER / f"{name}.po").read_text("utf-8")))


def read(text: str) -> dict[str, tuple[str, ...]]:
    """The messages of a catalogue: of gettext's format what these use, strings over several lines included."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        at = ""
        for line in entry.splitlines():
            match = LINE.match(line)
            if match:
                at = match[1] or at
                fields[at] = fields.get(at, "") + ast.literal_eval(match[3])
        forms = tuple(value for key, value in sorted(fields.items()) if key.startswith("msgstr"))
        if fields.get("msgid") and any(forms):
            found[fields["msgid"]] = forms
    return found


def gettext(message: str) -> str:
    forms = _now.messages.get(message)
    return forms[0] if forms else message


def ngettext(one: str, many: str, n: int) -> str:
    """The form for a count; `%(num)s` stands for the count in it."""
    forms = _now.messages.get(one)
    if forms is None:
        return one if n == 1 else many
    return forms[min(PLURALS[_now.language][1](n), len(forms) - 1)]


def number(n: int) -> str:
    """ "1,234", as the language writes it."""
    written = f"{n:,}"
    return written if _now.language == "en" else written.replace(",", THOUSANDS.get(_now.language, ","))
