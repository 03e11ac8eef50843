"""The look of a site: variables in sitegen.toml, a sheet of one's own, templates that are overridden or taken out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sitegen import config, palette
from sitegen.cli import cli
from sitegen.errors import ConfigError, SitegenError
from sitegen.messages import direction
from sitegen.palette import Theme
from sitegen.theme import default_theme
from tests.conftest import NO_MODEL, SETTINGS, Archive

DOCUMENT = (Path(__file__).parent.parent / "docs/theme.md").read_text("utf-8")
EXAMPLES = re.findall(r"^`((?:templates|static)/[\w.]+)`\n\n```\w+\n(.*?)^```$", DOCUMENT, re.M | re.S)
STATED = dict(re.findall(r"^`(sitegen\.toml)`\n\n```toml\n(.*?)^```$", DOCUMENT, re.M | re.S))["sitegen.toml"]
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def themed(archive: Archive, lines: str) -> Archive:
    """The archive with a table [theme]."""
    (archive.root / "sitegen.toml").write_text(f"{SETTINGS}{NO_MODEL}[theme]\n{lines}\n", "utf-8")
    return archive


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee",), ("Weather",))
    archive.build()
    return archive


def test_the_defaults_are_those_of_the_style_sheet_and_can_be_read() -> None:
    sheet = (default_theme() / "static/style.css").read_text("utf-8")
    for name in palette.COLOURS:
        light, dark = palette.pair(getattr(palette.DEFAULT, name))
        assert f"    --{name}: light-dark({light}, {dark});" in sheet
    palette.check(palette.DEFAULT, "here")
    assert palette.rules(palette.DEFAULT) == ""


def test_no_rule_has_a_colour_of_its_own() -> None:
    """Outside the tokens, more contrast and print, every colour follows the variables."""
    sheet = re.sub(r"/\*.*?\*/", "", (default_theme() / "static/style.css").read_text("utf-8"), flags=re.S)
    rules = sheet[sheet.index("@layer reset {") : sheet.index("@layer print {")]
    of_its_own = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|:\s*(?:black|white|red|gray)\b", rules)
    assert of_its_own == ["#fff"], "only drawings on white paper have theirs"


def test_contrast_is_that_of_wcag() -> None:
    assert palette.contrast("#000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert palette.contrast("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)


@given(colours, colours)
def test_contrast_has_no_direction_and_stays_between_1_and_21(one: str, other: str) -> None:
    assert 1 <= palette.contrast(one, other) == palette.contrast(other, one) <= 21.001
    assert palette.contrast(one, one) == 1


@given(colours, colours, colours)
def test_what_is_accepted_can_be_read(paper: str, ink: str, quiet: str) -> None:
    theme = Theme(paper=paper, wash=paper, ink=ink, quiet=quiet, accent=ink)
    good = palette.contrast(ink, paper) >= 7 and palette.contrast(quiet, paper) >= 4.5
    try:
        palette.check(theme, "here")
    except ConfigError:
        assert not good
    else:
        assert good


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('ink = "dark blue"', "theme.ink: 'dark blue' is not a colour"),
        ('ink = ["#000", "#12345"]', "theme.ink: '#12345' is not a colour"),
        ('ink = ["#000", "#fff", "#888"]', "theme.ink"),
        ('paper = "#fff8ee"', "in dark pages, ink #e8e6e0 on paper #fff8ee has a contrast of 1.18:1; it needs 7:1"),
        ('quiet = ["#999999", "#a9abb0"]', "in light pages, quiet #999999 on paper #fdfcf9 has a contrast of 2.7"),
        ('accent = ["#f0c000", "#f0c000"]', "in light pages, accent #f0c000 on paper"),
        ("head = 'Georgia; } body { display: none'", "theme.head"),
        ("head = '\"Georgia, serif'", "theme.head"),
        ("text = 'Georgia,, serif'", "theme.text"),
        ("text = 'url(x)'", "theme.text: 'url(x)' is not the name of a font"),
        ('measure = "66"', "theme.measure = '66'"),
        ('measure = "900rem"', "theme.measure = '900rem'"),
        ("scale = 3", "theme.scale = 3 is not between 0.8 and 1.6"),
        ("scale = nan", "theme.scale = nan is not between"),
        ('papper = "#fff"', "unknown key 'theme.papper'"),
    ],
)
def test_what_is_no_variable_is_refused_with_its_reason(archive: Archive, lines: str, told: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(told)):
        config.load(themed(archive, lines).root)


def test_a_changed_variable_renews_the_style_sheet_alone(built: Archive) -> None:
    before = built.site()
    report = themed(built, 'accent = ["#00507a", "#8fc7ee"]\nhead = "Georgia, \'Noto Serif\', serif"').build()
    after = built.site()
    assert report.rendered == 1
    assert {path for path in after if before.get(path) != after[path]} == {"style.css"}
    sheet = built.page("style.css")
    assert sheet.startswith(before["style.css"].decode())
    assert "--accent: light-dark(#00507a, #8fc7ee);" in sheet
    assert "--head: Georgia, 'Noto Serif', serif;" in sheet
    assert built.build().rendered == 0
    (built.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL, "utf-8")
    built.build()
    assert built.site() == before


def test_the_bytes_are_those_of_a_clean_build(built: Archive, new_archive: Callable[..., Archive]) -> None:
    themed(built, 'scale = 1.2\nmeasure = "60ch"').build()
    clean = new_archive("clean")
    clean.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee",), ("Weather",))
    themed(clean, 'scale = 1.2\nmeasure = "60ch"').build()
    assert built.page("style.css") == clean.page("style.css")
    assert "--scale: 1.2;\n" in clean.page("style.css")


def test_a_sheet_of_ones_own_follows_the_theme(built: Archive) -> None:
    (built.root / "static").mkdir()
    mine = built.root / "static/house.css"
    mine.write_text(".kicker { text-transform: uppercase; } /* @import is only spoken of */\n", "utf-8")
    themed(built, 'css = "house.css"\nscale = 1.1').build()
    sheet = built.page("style.css")
    assert sheet.index("--scale: 1.1") < sheet.index(".kicker { text-transform: uppercase; }")
    assert "house.css" not in built.site(), "it is no file of its own"
    mine.write_text(".kicker { color: inherit; }\n", "utf-8")
    assert built.build().rendered == 1
    assert built.page("style.css").endswith(".kicker { color: inherit; }\n")


@pytest.mark.parametrize("name", ["none.css", "style.css", "../sitegen.toml", "inner/a.css"])
def test_a_sheet_that_is_not_there_is_refused(built: Archive, name: str) -> None:
    (built.root / "static/inner").mkdir(parents=True)
    (built.root / "static/inner/a.css").write_text("", "utf-8")
    with pytest.raises(ConfigError, match=re.escape(repr(name))):
        themed(built, f'css = "{name}"').build()


def test_a_sheet_that_imports_is_refused(built: Archive) -> None:
    (built.root / "static").mkdir()
    (built.root / "static/house.css").write_text("@import 'fonts.css';", "utf-8")
    with pytest.raises(ConfigError, match="@import counts only at the beginning"):
        themed(built, 'css = "house.css"').build()


def run(archive: Archive, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["--root", str(archive.root), "theme", *arguments], catch_exceptions=False)
    return done.output


def test_what_the_documentation_overrides_is_overridden(built: Archive) -> None:
    """One block, one page, one partial, the variables: the examples of docs/theme.md, all at once."""
    assert {name for name, _ in EXAMPLES} >= {
        "templates/article.html",
        "templates/data.html",
        "templates/colophon.html",
    }
    for name, text in EXAMPLES:
        path = built.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (built.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + STATED, "utf-8")
    built.build()
    article = built.page("articles/rain.html")
    assert "Reprints: write to the picture desk." in article
    assert "kept by the town library" in article
    assert "<h1>About this archive</h1>" in built.page("data.html")
    assert "1 articles, kept by" in built.page("data.html")
    assert "--paper: light-dark(#fff8ee, #1a1612);" in built.page("style.css")
    assert built.page("style.css").rstrip().endswith(":root { --sheet: 80rem; }")
    assert "article.html  extends base.html" in run(built, "list")
    assert f"(yours: {built.root / 'templates/article.html'})" in run(built, "list")


def test_the_error_that_the_documentation_shows_is_the_error(archive: Archive) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(themed(archive, 'paper = "#fff8ee"').root)
    told = str(caught.value).replace(str(archive.root / "sitegen.toml"), "sitegen.toml")
    assert f"```text\nsitegen: {told}\n```" in DOCUMENT


def test_what_is_taken_out_changes_nothing_until_it_is_changed(built: Archive) -> None:
    before = built.site()
    told = run(built, "eject", "figure.html")
    assert "Used by article.html, home.html" in told
    assert "It includes figure.html." in run(built, "eject", "article.html")
    run(built, "eject", "style.css")
    theme = default_theme()
    for name in ("templates/figure.html", "templates/article.html", "static/style.css"):
        assert (built.root / name).read_bytes() == (theme / name).read_bytes()
    built.build()
    assert built.site() == before


def test_nothing_of_the_archives_own_is_overwritten(built: Archive) -> None:
    (built.root / "templates").mkdir()
    (built.root / "templates/base.html").write_text("mine", "utf-8")
    with pytest.raises(SitegenError, match="is there already"):
        run(built, "eject", "base.html")
    assert (built.root / "templates/base.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["nothing.html", "../pyproject.toml", "/etc/hosts", ""])
def test_only_what_the_theme_has_is_taken_out(built: Archive, name: str) -> None:
    with pytest.raises(ConfigError, match="The theme has no"):
        run(built, "eject", name)


def test_every_template_and_its_blocks_are_listed(archive: Archive) -> None:
    told = run(archive, "list")
    for path in sorted((default_theme() / "templates").iterdir()):
        (line,) = (line for line in told.splitlines() if line.split("  ")[0] == path.name)
        assert all(re.search(rf"\b{name}\b", line) for name in re.findall(r"{% block (\w+)", path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ("ar ar-EG he az-Arab-IR ks", "rtl"),
        ("en ja hi-IN ks-Deva az", "ltr"),
    ],
)
def test_the_direction_of_a_language(languages: str, told: str) -> None:
    assert {direction(language) for language in languages.split()} == {told}
    assert direction("") == "ltr"


def test_a_page_has_the_direction_of_its_article_and_not_of_the_site(archive: Archive) -> None:
    archive.seed("ar.md", "---\ntitle: عاد المطر\nlanguage: ar\n---\n\nعاد المطر يوم الاثنين.\n")
    archive.seed("en.md", "---\ntitle: Rain again\nlanguage: en\n---\n\nIt rained again on Monday.\n")
    archive.build()
    assert '<html lang="ar" dir="rtl">' in archive.page("articles/ar.html")
    assert '<html lang="en" dir="ltr">' in archive.page("articles/en.html")


def test_no_space_stands_between_sentences_where_the_article_has_none(archive: Archive) -> None:
    told = (
        "---\ntitle: 雨\nlanguage: ja\npeople: [田中]\n---\n\n雨が降った。やがて止んだ。 田中は笑った。町も笑った。\n"
    )
    archive.seed("ja.md", told)
    archive.build()
    body = archive.page("articles/ja.html").partition('<div class="prose"')[2].partition("</p>")[0]
    assert re.sub(r"<[^>]+>", "", body.rpartition("<p>")[2]) == "雨が降った。やがて止んだ。 田中は笑った。町も笑った。"
