"""What a page states of itself in JSON-LD (schema.org), also where the JSON is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sitegen.parse.html.tree import Element

Node = dict[str, Any]
KINDS = frozenset("blogposting liveblogposting report socialmediaposting reportage creativework".split())
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
OPENS = re.compile(r"(?:/\*.*?\*/|//[^\n]*\n|<!\[CDATA\[|<!--)", re.S)
CLOSES = re.compile(r"(?:/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|-->|;)\Z")
TAIL = 100  # characters in which what closes a script is looked for
STRINGS = re.compile(
    r'"(headline|datePublished|description|articleSection|articleBody)"\s*:\s*"((?:[^"\\]|\\.){1,200000}?)"',
    re.S,
)
AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]}]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"', re.S)
MOST_NODES = 5000
MOST_BROKEN = 500_000


def nodes_of(root: Element) -> list[Node]:
    """Every object of every JSON-LD script, in order, those inside others too."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for value in _values(script.text):
                nodes += _inside(value)
    return nodes[:MOST_NODES]


def _values(text: str) -> Iterator[Any]:
    for attempt in (text, TRAILING_COMMA.sub("", _bare(text))):
        try:
            yield json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _rest_of(text[:MOST_BROKEN])


def _bare(text: str) -> str:
    """The script without the marks of comments that hide it from old browsers."""
    text = text.strip()
    opening = OPENS.match(text)
    text = text[opening.end() :] if opening else text
    return text[:-TAIL] + CLOSES.sub("", text[-TAIL:])


def _rest_of(text: str) -> Iterator[Any]:
    """What can still be read of JSON that nobody can parse: the strings of an article."""
    found: Node = {name: _unescaped(words) for name, words in reversed(STRINGS.findall(text))}
    author = AUTHOR.search(text)
    if author:
        found["author"] = {"@type": "Person", "name": _unescaped(author[1])}
    if found:
        yield {"@type": "NewsArticle", **found}


def _unescaped(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"', strict=False))
    except ValueError:
        return words


def _inside(value: Any) -> list[Node]:
    """The objects inside a value, itself first, without recursion."""
    waiting: list[Any] = [value]
    nodes: list[Node] = []
    while waiting and len(nodes) < MOST_NODES:
        current = waiting.pop()
        if isinstance(current, dict):
            nodes.append(current)
            waiting.extend(inner for inner in reversed(list(current.values())) if isinstance(inner, (dict, list)))
        elif isinstance(current, list):
            waiting.extend(reversed(current))
    return nodes


def is_article(node: Node) -> bool:
    """Is this an article (schema.org's Article or one of its kinds)?"""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and (kind.lower().endswith("article") or kind.lower() in KINDS) for kind in names)


def people_of(value: Any, nodes: list[Node]) -> list[str]:
    """The names of the persons in an `author`: a text, an object, a reference to one, or a list of these."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            item = next((node for node in nodes if node.get("@id") == item["@id"] and "name" in node), item)
        if isinstance(item, dict):
            if "organization" in str(item.get("@type", "")).lower():
                continue
            item = item.get("name")
        names += [name for name in (item if isinstance(item, list) else [item]) if isinstance(name, str)]
    return names


def text_in(value: Any) -> str:
    """A text, or the first of a list, or the name of an object; "" for others."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("@value") or ""
    return value if isinstance(value, str) else ""
