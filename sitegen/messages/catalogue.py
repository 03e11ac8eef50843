"""The words of one language: found by its tag, the archive's own before those that come with the program."""

from __future__ import annotations

import gettext as plurals
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from sitegen.digest import digest_of
from sitegen.errors import ConfigError
from sitegen.messages import pofile
from sitegen.messages.direction import direction

FOLDER = Path(__file__).parent.parent / "locale"
ONE_OR_MANY = "nplurals=2; plural=(n != 1);"
RULE = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)")
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
FEW, MANY = "1,234", "12,345.6"  # messages that show how numbers are written: of four digits, of more


class Catalogue:
    """Messages by their English; those that count have several forms, by the English of one.  Plain data: a worker in
    another process gets it as it is."""

    def __init__(self, language: str, messages: Mapping[str, tuple[str, ...]], rule: str = ONE_OR_MANY) -> None:
        self.language, self.messages, self.rule = language, dict(messages), rule
        few, many = self.gettext(FEW), self.gettext(MANY)
        self._of_four = few[1:-3]
        self._thousands, self._point = many[2:-5], many[-2]
        self.direction = "" if language == "en" else f' dir="{direction(language)}"'  # as an attribute
        self.mark_up = f' lang="{language}"{self.direction}'

    def gettext(self, message: str) -> str:
        forms = self.messages.get(message)
        return forms[0] if forms else message

    def ngettext(self, one: str, many: str, n: int) -> str:
        forms = self.messages.get(one)
        if forms is None:
            return one if n == 1 else many
        return forms[min(_plural(self.rule)[1](n), len(forms) - 1)]

    def number(self, n: int) -> str:
        written = f"{n:,}"
        if self.language == "en" and not self.messages:
            return written
        return written.replace(",", self._thousands if len(written) > 5 else self._of_four)

    def decimal(self, written: str) -> str:
        return written.replace(".", self._point)

    @property
    def forms(self) -> int:
        """How many forms a message has that counts."""
        return _plural(self.rule)[0]

    def mark(self) -> bytes:
        """Another one where anything is said otherwise."""
        return digest_of(self.language, self.rule, json.dumps(self.messages, sort_keys=True))


@cache
def _plural(rule: str) -> tuple[int, Callable[[int], int]]:
    """(how many forms, which of them a count takes).  Raises ValueError."""
    match = RULE.search(rule)
    if match is None:
        raise ValueError(rule)
    return int(match[1]), plurals.c2py(match[2])


ENGLISH = Catalogue("en", {})


@cache
def languages() -> frozenset[str]:
    """Those that come with the program, whole."""
    return frozenset({"en", *(file.stem for file in FOLDER.glob("*.po") if "-" not in file.stem)})


def catalogue(tag: str, own: Path | None = None) -> Catalogue:
    """The words of a language by its tag: of "fr-CA" those of French, what Canada says otherwise, and over both what
    the archive's folder `own` has for either.  English where there is nothing.  Raises ConfigError."""
    base = tag.lower().partition("-")[0]
    names = list(dict.fromkeys((base, tag.lower())))
    found = [part for name in names if (part := _shipped(name)) is not None]
    for file in sorted(own.glob("*.po"), key=lambda f: len(f.stem)) if own and own.is_dir() else ():
        if file.stem.lower() in names:
            found.append(_read(file))
    if not found:
        return ENGLISH
    spoken: dict[str, tuple[str, ...]] = {}
    rule = ""
    for part in found:
        spoken |= part.messages
        rule = part.rule or rule
    return Catalogue(base, spoken, rule or ONE_OR_MANY)


@cache
def _shipped(name: str) -> Catalogue | None:
    file = next((f for f in sorted(FOLDER.glob("*.po")) if f.stem.lower() == name), None)
    return _read(file) if file else None


def _read(file: Path) -> Catalogue:
    """One file, its rule "" where it states none."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.", "Save it as UTF-8.") from None
    messages = pofile.read(text, str(file))
    rule = pofile.head(messages).get("Plural-Forms", "")
    try:
        wanted = _plural(rule)[0] if rule else 0
    except ValueError:
        raise ConfigError(f"{file}: Plural-Forms cannot be followed: {rule!r}.", pofile.HINT) from None
    for message in messages:
        if message.one:
            _check(message, wanted, str(file))
    return Catalogue(file.stem.lower(), {m.one: m.forms for m in messages if m.one}, rule)


def _check(message: pofile.Message, wanted: int, file: str) -> None:
    """Raises ConfigError where a page could not be made with this translation."""
    place = f"{file}:{message.line}"
    if message.many and wanted and len(message.forms) != wanted:
        raise ConfigError(f"{place}: {message.one!r} needs {wanted} forms and has {len(message.forms)}.", pofile.HINT)
    known = {name for match in PLACEHOLDER.findall(message.one + message.many) for name in match if name}
    for form in message.forms:
        try:
            form % dict.fromkeys(known, "")
        except (KeyError, ValueError, TypeError):
            raise ConfigError(
                f"{place}: {form!r} cannot be filled in.",
                f"It may hold {', '.join(sorted(known)) or 'no placeholder'}; a per cent sign is written %%.",
            ) from None
    if message.one in (FEW, MANY) and not re.fullmatch(r"1\D?234|12\D345\D6", message.forms[0]):
        raise ConfigError(f"{place}: {message.forms[0]!r} does not show the same number.", pofile.HINT)
