"""Lists every message of the templates and pages, or what a catalogue lacks of them.

python tools/extract_messages.py          all of them, as a catalogue without translations
python tools/extract_messages.py fr       those that sitegen/locale/fr.po lacks
python tools/extract_messages.py locale/eo.po     those that a catalogue of one's own lacks
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2.ext import extract_from_ast

from sitegen import messages
from sitegen.gazetteer import regions
from sitegen.images import view
from sitegen.pages import about, calendar, dates, listings, person
from sitegen.parse import corrections, headed
from sitegen.parse.html import body, reading, zones
from sitegen.parse.text import rules

ROOT = Path(__file__).resolve().parent.parent
CALLS = {"gettext", "ngettext"}
RULES = (  # by which a line is left out, as articles and the page about the archive name them
    *rules.REASONS.values(),
    *(zones.MENU, zones.COMMENT, zones.FOOT, zones.BESIDE, zones.SHARE, zones.ADVERTISEMENT, zones.NOTICE, zones.FORM),
    *(body.OUTSIDE, body.LINK, body.ABOVE, body.BEFORE, reading.OF_MANY, headed.OVERRULED, corrections.RULE),
    *("line after the article", "short line out of place", "another date", "by-line", "by-line of an agency or a desk"),
    *("repeated headline", "repeated subheadline", "repeated caption", "name beside a by-line"),
    *("credit without its caption", "second credit of one caption", "second caption of one picture"),
    "caption outside the article",
)
WHAT = (*regions.STATES.values(), "City", "Region", "Territory", "District")
PLACES = (
    *(name for code, name in regions.regions().names.items() if len(code) == 2),
    *regions.regions().parts.values(),
    *(word for what in WHAT for word in (what, what.lower())),
    *("Equator", "Tropic of Cancer", "Tropic of Capricorn"),
)
COMPOSED = (  # what code puts together or looks up, and no literal shows
    *(messages.FEW, messages.MANY),
    *(month for month in dates.MONTHS if month),
    *(month[:3] for month in dates.MONTHS if month),
    *calendar.WEEK,
    *(day[:2] for day in calendar.WEEK),
    *person.STATUS.values(),
    person.FOUND,
    *listings.HEADINGS,
    *listings.INTROS,
    *("1", "other", "Articles a year", "Quotations a year", "Written", "Quotations", "Said", dates.NOT_STATED),
    *("Organisation", "Place", "Topic", "Keyword", "Given", "organisation", "place", "keyword", "given"),
    *("Data package", "Checksums", *about.UNITS, view.NOT_HERE, view.MISSING, "%(names)s and %(last)s", ", "),
    *RULES,
    *PLACES,
    *((f"%(num)s {noun}", f"%(num)s {noun}s") for noun in ("article", "quotation", "place")),
    ("One article without a date", "%(num)s articles without a date"),
    ("One quotation without a date", "%(num)s quotations without a date"),
)
Message = str | tuple[str, str]


def collected() -> list[Message]:
    """Every message once, those that count as (one, many), sorted by their English."""
    found: set[Message] = set(COMPOSED)
    for file in sorted((ROOT / "templates").glob("*.html")):
        found.update(in_template(file.read_text("utf-8")))
    for file in sorted((ROOT / "sitegen" / "pages").glob("*.py")):
        found.update(in_code(file.read_text("utf-8")))
    return sorted(found, key=lambda m: m if isinstance(m, str) else m[0])


def in_template(text: str) -> Iterator[Message]:
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(text)
    for _, function, said in extract_from_ast(tree):
        if isinstance(said, str):
            yield said
        elif function == "ngettext":
            yield str(said[0]), str(said[1])
        elif said and said[0]:
            yield said[0]


def in_code(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            said = list(_literals(node.args))
            if node.func.id == "gettext":
                yield from said
            elif len(said) == 2:
                yield said[0], said[1]


def _literals(args: list[ast.expr]) -> Iterator[str]:
    for arg in args:
        for choice in (arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,):
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield choice.value


def entry(message: Message, forms: int) -> str:
    if isinstance(message, str):
        return f'msgid {_quoted(message)}\nmsgstr ""\n'
    empty = "".join(f'msgstr[{n}] ""\n' for n in range(forms))
    return f"msgid {_quoted(message[0])}\nmsgid_plural {_quoted(message[1])}\n{empty}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def lacking(name: str) -> list[Message]:
    """What a catalogue lacks: of the file at a path, or of a language that comes with the program."""
    if not name:
        return collected()
    own = Path(name)
    words = messages.catalogue(own.stem, own.parent) if own.suffix == ".po" else messages.catalogue(name)
    return [m for m in collected() if (m if isinstance(m, str) else m[0]) not in words.messages]


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    print("\n".join(entry(m, messages.catalogue(Path(wanted).stem).forms) for m in lacking(wanted)), end="")
