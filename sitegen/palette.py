"""The variables of the theme that sitegen.toml may set: what each may be, whether the colours can be read, and the
rules of CSS that set them.

Contrast is that of WCAG 2.2 (success criteria 1.4.3 and 1.4.6): the ratio of the relative luminances of two colours,
from 1 to 21."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.errors import ConfigError

Colour = str | tuple[str, str]
"""One colour for all, or a pair: for a light ground and for a dark one.  Written "#rgb" or "#rrggbb"."""

COLOURS = ("paper", "ink", "quiet", "line", "wash", "accent")
FONTS = ("head", "text", "label", "code")
SCHEMES = ("light", "dark")
LIMITS = (
    ("ink", "paper", 7.0),
    ("ink", "wash", 7.0),
    ("quiet", "paper", 4.5),
    ("quiet", "wash", 4.5),
    ("accent", "paper", 4.5),
)
"""(foreground, ground, least contrast)"""
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
FAMILY = re.compile(r"""\s*(?:"[^"'\\<>;{}\n]+"|'[^"'\\<>;{}\n]+'|-?[^\W\d][\w-]*(?: +[\w-]+)*)\s*""")
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(rem|em|ch)")
MEASURES = {"rem": (18.0, 60.0), "em": (18.0, 60.0), "ch": (30.0, 110.0)}
SCALES = (0.8, 1.6)


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """[theme]: colours, stacks of fonts ("": the theme's own), `measure` the width of a column of text, `scale` how
    large all type is set (1: as the theme does); `css` a style sheet of the archive's own below paths.static."""

    paper: Colour = ("#fdfcf9", "#15171a")
    ink: Colour = ("#17191c", "#e8e6e0")
    quiet: Colour = ("#565a60", "#a9abb0")
    line: Colour = ("#d6d3ca", "#383b40")
    wash: Colour = ("#f4f2eb", "#1e2125")
    accent: Colour = ("#8a1c12", "#f79a86")
    head: str = ""
    text: str = ""
    label: str = ""
    code: str = ""
    measure: str = ""
    scale: float = 1.0
    css: str = ""


DEFAULT = Theme()


def check(theme: Theme, where: str) -> None:
    """Raises ConfigError for a variable that is not one, and for colours that cannot be read; `where`: the file."""
    for name in COLOURS:
        _check_colour(getattr(theme, name), f"{where}: theme.{name}")
    for name in FONTS:
        _check_fonts(getattr(theme, name), f"{where}: theme.{name}")
    _check_sizes(theme, where)
    for foreground, ground, least in LIMITS:
        _check_contrast(theme, foreground, ground, least, where)


def pair(colour: Colour) -> tuple[str, str]:
    """The colour on a light ground, and on a dark one."""
    return (colour, colour) if isinstance(colour, str) else colour


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 (alike) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour of sRGB, from 0 (black) to 1 (white)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rules(theme: Theme) -> str:
    """What is to follow the theme's style sheet so that it has these variables; "" where all are its own.

    They go into the theme's own layer of tokens: what it does for print and for more contrast still comes after."""
    lines = [f"    --{name}: {value};" for name, value in _set(theme)]
    return "\n".join(("", "@layer tokens {", "  :root {", *lines, "  }", "}", "")) if lines else ""


def _set(theme: Theme) -> Iterator[tuple[str, str]]:
    """The variables that are not the theme's own, as CSS writes them."""
    for name in (*COLOURS, *FONTS, "measure", "scale"):
        value = getattr(theme, name)
        if value == getattr(DEFAULT, name):
            continue
        if name in COLOURS:
            light, dark = pair(value)
            value = light if light == dark else f"light-dark({light}, {dark})"
        yield name, f"{value:g}" if isinstance(value, float) else value


def _check_colour(colour: Colour, where: str) -> None:
    for part in pair(colour):
        if not HEX.fullmatch(part):
            raise ConfigError(
                f"{where}: {part!r} is not a colour.",
                'Write \'#rrggbb\', or a pair of them for light and dark: ["#fdfcf9", "#15171a"].',
            )


def _check_fonts(stack: str, where: str) -> None:
    for family in stack.split(",") if stack else ():
        if not FAMILY.fullmatch(family):
            raise ConfigError(
                f"{where}: {family.strip()!r} is not the name of a font.",
                "Write names with commas between, one of several words in quotation marks: '\"Gill Sans\", serif'.",
            )


def _check_sizes(theme: Theme, where: str) -> None:
    found = LENGTH.fullmatch(theme.measure)
    least, most = MEASURES[found[2]] if found else (0.0, 0.0)
    if theme.measure and not (found and least <= float(found[1]) <= most):
        raise ConfigError(
            f"{where}: theme.measure = {theme.measure!r} is not the width of a column.",
            "Write 18 to 60 rem or em, or 30 to 110 ch, as in '36rem'.",
        )
    least, most = SCALES
    if not least <= theme.scale <= most:
        raise ConfigError(
            f"{where}: theme.scale = {theme.scale:g} is not between {least:g} and {most:g}.", "1 is as it is."
        )


def _check_contrast(theme: Theme, foreground: str, ground: str, least: float, where: str) -> None:
    """Colours that nobody set are the theme's own, and known to be good with one another."""
    parts = (pair(getattr(theme, name)) for name in (foreground, ground))
    for scheme, above, below in zip(SCHEMES, *parts, strict=True):
        found = contrast(above, below)
        if found < least:
            told = f"in {scheme} pages, {foreground} {above} on {ground} {below} has a contrast of {found:.2f}:1"
            raise ConfigError(
                f"{where}: [theme]: {told}; it needs {least:g}:1.",
                f"Set {foreground} or {ground} further apart; a pair [light, dark] sets each of the two.",
            )
