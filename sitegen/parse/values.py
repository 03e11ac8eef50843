"""Values of front matter, which may be text, lists or tables -> text, names, yes or no."""

from __future__ import annotations

import re
from typing import Any

BY = re.compile(r"(?i)(?:by|von|par|por)\s+")
AND = re.compile(r"(?i)\s+(?:and|und|et|y|&)\s+")
TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def truth_of(value: Any) -> bool | None:
    """Yes or no, as YAML 1.1 writes it, with quotation marks or without; None for what is neither."""
    return TRUTH.get(text_of(value).lower())


def text_of(value: Any) -> str:
    """The value as text: of a table its name, of a list its members between commas."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def authors_of(value: Any) -> tuple[str, ...]:
    """A list of names; "Ann Roe and Bo Ek" is two, "Ministry of Trade and Industry" one."""
    parts = value if isinstance(value, list) else [value]
    joint = {part: _joined_names(part) for part in parts if isinstance(part, str) and AND.search(part)}
    if not any(joint.values()):
        return names_of(value)
    return tuple(dict.fromkeys(name for part in parts for name in (joint.get(part) or names_of(part))))


def _joined_names(words: str) -> tuple[str, ...]:
    """The names of a by-line with "and" in it, where each part of it is somebody; else nothing."""
    from sitegen.parse.bylines import read_byline

    people, agencies = read_byline(BY.sub("", words, count=1) if BY.match(words) else words, single=True)
    names = (*people, *agencies)
    return names if len(names) >= len(AND.split(words)) else ()


def names_of(value: Any) -> tuple[str, ...]:
    """A list of names; one string may hold several between semicolons, or without these between commas."""
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    parts = value if isinstance(value, list) else [value]
    names = (" ".join(text_of(part).split()) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))
