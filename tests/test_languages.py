"""The interface in other languages: catalogues are whole, sites speak them, a change of language changes every page."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from sitegen import messages
from sitegen.build import build
from sitegen.config import load
from sitegen.model import Date
from sitegen.pages import dates

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import extract_messages as extraction  # noqa: E402

OTHERS = sorted(messages.languages() - {"en"})
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
ARTICLE = "Bakers open a school\n\nBy Ada Quill\n12 March 2003\n\n“We bake at dawn,” said Ida Crumb, a baker.\n"
OUT = {
    "ar": ("بحث", "12 مارس 2003"),
    "de": ("Schlagwörter", "12. März 2003"),
    "es": ("Etiquetas", "12 de marzo de 2003"),
    "fr": ("Mots-clés", "12 mars 2003"),
}


@pytest.fixture(autouse=True)
def english_again():
    yield
    messages.speak("en")


def test_there_are_the_languages_that_the_docs_name():
    assert OTHERS == ["ar", "de", "es", "fr"]


@pytest.mark.parametrize("name", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(name):
    wanted = {m if isinstance(m, str) else m[0] for m in extraction.collected()}
    assert set(messages.catalogue(name).messages) == wanted


@pytest.mark.parametrize("name", OTHERS)
def test_placeholders_and_plural_forms_are_those_of_the_message(name):
    known = messages.catalogue(name).messages
    for message in extraction.collected():
        one, many = (message, "") if isinstance(message, str) else message
        assert len(known[one]) == (messages.PLURALS[name][0] if many else 1), one
        whole = set(PLACEHOLDER.findall(many or one))
        assert set(PLACEHOLDER.findall(known[one][-1])) == whole, one
        assert all(form and set(PLACEHOLDER.findall(form)) <= whole for form in known[one]), one


@pytest.mark.parametrize(
    ("name", "forms"),
    [("ar", [0, 1, 2, 3, 4, 4, 5, 3]), ("fr", [0, 0, 1, 1, 1, 1, 1, 1]), ("de", [1, 0, 1, 1, 1, 1, 1, 1])],
)
def test_which_form_a_count_takes(name, forms):
    assert [messages.PLURALS[name][1](n) for n in (0, 1, 2, 3, 11, 99, 100, 103)] == forms


def test_numbers_and_dates_are_written_as_the_language_does():
    written = {}
    for name in ["en", *OTHERS]:
        messages.speak(name)
        written[name] = messages.number(1234), dates.label(Date("2003-03-12", "day", "text"))
    assert written["en"] == ("1,234", "12 March 2003")
    assert {name: day for name, (_, day) in written.items() if name != "en"} == {n: OUT[n][1] for n in OTHERS}
    assert (written["fr"][0], written["de"][0]) == ("1\u202f234", "1.234")


def test_a_tag_of_a_region_has_the_language_and_an_unknown_one_english():
    for tag, spoken in (("fr-CA", "fr"), ("de", "de"), ("eo", "en"), ("en-GB", "en")):
        messages.speak(tag)
        assert messages.language() == spoken


def test_strings_over_several_lines_are_read():
    assert messages.read('msgid ""\n"Two "\n"parts"\nmsgstr "Deux "\n"parties"\n') == {"Two parts": ("Deux parties",)}


def _site(folder: Path, language: str) -> dict[str, bytes]:
    """The pages of an archive of one article, built in what the folder has already."""
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "seeds" / "bakers.txt").write_text(ARTICLE, "utf-8")
    (folder / "sitegen.toml").write_text(f'title = "The Loaf"\nlanguage = "{language}"\n', "utf-8")
    build(load(folder), jobs=1)
    site = folder / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*.html"))}


@pytest.mark.parametrize("name", OTHERS)
def test_a_site_speaks_its_language(tmp_path, name):
    pages = _site(tmp_path, name)
    home = pages["index.html"].decode()
    assert f'<html lang="{name}" dir="{"rtl" if name == "ar" else "ltr"}">' in home
    assert OUT[name][1] in home
    everything = b"".join(pages.values()).decode()
    assert OUT[name][0] in everything
    assert "Skip to the text" not in everything


def test_another_language_makes_every_page_as_a_clean_build_would(tmp_path):
    _site(tmp_path / "one", "en")
    assert _site(tmp_path / "one", "fr") == _site(tmp_path / "two", "fr")


WORDS = re.compile(r"[A-Za-z]{3,}")
NAMES = {
    "BibTeX",
    "RIS",
    "CSL",
    "JSON",
    "SHA",
    "Atom",
    "Feed",
    "Wikidata",
    "sitemap",
    "sha",
    "sum",
    "check",
    "checksums",
    "txt",
}


def test_no_template_has_words_of_its_own():
    """Text between elements, and attributes that are read aloud, come from messages."""
    for file in sorted((ROOT / "templates").glob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text("utf-8"), flags=re.S)
        shown = re.findall(r">([^<>]*)<", text) + re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
        left = {word for part in shown for word in WORDS.findall(part)} - NAMES - {"sha256sum"}
        assert not left, f"{file.name}: {sorted(left)}"
