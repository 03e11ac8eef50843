"""Labelled pages: our invented ones, and those of a quality folder that lies beside the checkout."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.quality.scoring import Page, overlap

HERE = Path(__file__).parent.parent
INVENTED = HERE / "archives" / "structure"
CODES: dict[str, tuple[str, ...]] = {
    "T": ("title",),
    "D": ("dek",),
    "C": ("caption",),
    "S": ("subhead", "question"),
    "Q": ("question",),
    "B": ("paragraph",),
    "L": ("paragraph",),
    "I": ("list",),
    "Y": ("byline", "dropped"),
    "A": ("date", "dropped"),
    "R": ("credit", "dropped"),
    "O": ("other", "dropped"),
    "X": ("dropped",),
}
LABELS: dict[str, tuple[str, ...]] = {
    "boilerplate": ("dropped",),
    "body": ("paragraph",),
    "dateline-para": ("paragraph",),
    "subhead": ("subhead", "question"),
    **{role: (role,) for role in ("title", "dek", "caption", "list")},
    **{role: (role, "dropped") for role in ("byline", "date", "credit", "other")},
}
SITE_NAME = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}$")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def quality_folder() -> Path | None:
    """Where texts of others lie, if they do: SITEGEN_QUALITY, else ../shared/quality beside the checkout."""
    stated = os.environ.get("SITEGEN_QUALITY")
    folder = Path(stated) if stated else HERE.parent.parent / "shared" / "quality"
    return folder if (folder / "structure").is_dir() else None


def invented() -> list[Page]:
    """The pages of the repository.

    Each is "### name key=value ..." and lines "CODES|text"; "C|text||caption||credit" says what the caption is."""
    parts = [part for file in sorted(INVENTED.glob("*.txt")) for part in _read(file).split("### ")[1:]]
    return [_invented(part) for part in parts]


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _invented(part: str) -> Page:
    head, *rows = part.rstrip("\n").split("\n")
    fields = dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", head))
    step = int(fields.get("gap", "1")) + 1
    lines, roles, captions, titles = [], {}, [], []
    for i, row in enumerate(rows):
        codes, text = row.split("|", 1)
        text, *rest = text.split("||")
        if rest and rest[0]:
            captions.append((rest[0], rest[1]))
        elif rest:
            codes = "R/C/X"
        if codes.startswith("T"):
            titles.append(text)
        lines.append(text + "\n" * (step - 1))
        roles[1 + i * step] = tuple(dict.fromkeys(role for code in codes.split("/") for role in CODES[code]))
    stated = fields.get("date", "").strip()
    authors = tuple(filter(None, fields.get("authors", "").strip().split(";")))
    title = fields.get("title", " ".join(titles)).strip()
    return Page(
        head.split()[0], "\n".join(lines) + "\n", roles, title or None, authors, stated or None, tuple(captions)
    )


def labelled(folder: Path) -> list[Page]:
    """The texts of a quality folder that are labelled by hand."""
    pages = []
    for file in sorted((folder / "structure" / "labels").glob("*.json")):
        label = json.loads(_read(file))
        pages.append(_labelled(label, _read(folder / "structure" / "texts" / f"{label['id']}.txt")))
    return pages


def _labelled(label: dict[str, Any], text: str) -> Page:
    lines = text.split("\n")
    captions = tuple((_words(lines, entry), entry["credit"] or "") for entry in label["captions"])
    return Page(
        label["id"],
        text,
        {int(number): _allowed(roles) for number, roles in label["roles"].items()},
        _words(lines, label["title"]) if label["title"] else None,
        None if label["authors_optional"] else tuple(label["authors"]),
        "?" if label["date_optional"] else label["date"],
        None if label["captions_optional"] else captions,
    )


def _allowed(roles: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for name in roles for role in LABELS[name]))


def _words(lines: list[str], anchor: dict[str, Any]) -> str:
    """From the words that it begins with to those that it ends with."""
    last = anchor.get("end_line", anchor["line"])
    words = " ".join(" ".join(lines[anchor["line"] - 1 : last]).replace('""', '"').split())
    head, tail = (" ".join(anchor[end].replace('""', '"').split()) for end in ("head", "tail"))
    start = max(0, words.find(head))
    end = words.find(tail, start + max(0, len(head) - len(tail)))
    return words[start : end + len(tail)] if end >= 0 else words[start:]


def texts_of_pages(folder: Path) -> dict[str, str]:
    """Name -> text of the raw pages of a quality folder."""
    return {file.stem: _read(file) for file in sorted((folder / "structure" / "pages").glob("*.txt"))}


def self_described(folder: Path, texts: dict[str, str]) -> Iterator[tuple[Page, dict[str, str]]]:
    """Raw pages with what they say of themselves, counted only where the text holds it."""
    stated = json.loads(_read(folder / "structure" / "pages.json"))
    for name, said in sorted(stated.items()):
        text = texts.get(name)
        if text is not None and (said["date"] or said["type"] == "article"):
            yield Page(name, text), _found_in(text, said)


def _found_in(text: str, said: dict[str, Any]) -> dict[str, str]:
    found = {}
    title = said["title"]
    if title and any(near(line, title) >= 0.9 for line in text.split("\n") if line.strip()):
        found["title"] = title
    if said["author"] and NAME.match(said["author"]) and said["author"] in text:
        found["author"] = said["author"]
    if DAY.match(said["date"] or ""):
        found["date"] = said["date"][:10]
    return found


def near(words: str, title: str) -> float:
    """How much `words` are a stated title, with its site's name or without."""
    return max(overlap(words, title), overlap(words, SITE_NAME.sub("", title)))
