"""How an article is cited: in words, and as BibTeX, RIS and CSL-JSON for programs that keep references."""

from __future__ import annotations

from typing import Any

import msgspec

from sitegen import naming
from sitegen.messages import gettext, listed
from sitegen.model import Date
from sitegen.name_order import given_name_first
from sitegen.pages import dates

KEY = 24
TEX = str.maketrans(
    {
        **{c: f"\\{c}" for c in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def cite(
    headline: str, authors: tuple[str, ...], published: Date | None, language: str, newspaper: str, url: str
) -> dict[str, str]:
    """{text, bibtex, ris, csl} of an article at an address."""
    headline, newspaper = _one_line(headline), _one_line(newspaper)
    key = naming.slug(headline).replace("-", "")[:KEY] + (published.value[:4] if published else "")
    date = dates.label(published) if published else gettext("no date")
    told = {"title": headline, "newspaper": newspaper, "date": date, "url": url}
    words = gettext("“%(title)s.” %(newspaper)s, %(date)s. %(url)s") % told
    by = listed(authors) if authors else ""
    return {
        "text": (gettext("%(authors)s. ") % {"authors": by} if by else "") + words,
        "bibtex": _bibtex(key, headline, authors, published, newspaper, url),
        "ris": _ris(headline, authors, published, language, newspaper, url),
        "csl": _csl(key, headline, authors, published, language, newspaper, url),
    }


def _bibtex(key: str, headline: str, authors: tuple[str, ...], published: Date | None, newspaper: str, url: str) -> str:
    names = [name.translate(TEX) if _parts(name) else f"{{{name.translate(TEX)}}}" for name in authors]
    fields = {
        "author": " and ".join(names),
        "title": "{" + headline.translate(TEX) + "}",
        "journal": newspaper.translate(TEX),
        "date": published.value[:10] if published else "",
        "url": url,
    }
    lines = "".join(f"  {k} = {{{x}}},\n" for k, x in fields.items() if x)
    return f"@article{{{key},\n{lines}}}"


def _ris(
    headline: str, authors: tuple[str, ...], published: Date | None, language: str, newspaper: str, url: str
) -> str:
    lines = [("TY", "NEWS"), ("TI", headline), *(("AU", _last_first(name)) for name in authors), ("T2", newspaper)]
    if published:
        year, month, day = [*published.value[:10].split("-"), "", ""][:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("LA", language), ("UR", url), ("ER", "")]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def _csl(
    key: str,
    headline: str,
    authors: tuple[str, ...],
    published: Date | None,
    language: str,
    newspaper: str,
    url: str,
) -> str:
    item: dict[str, Any] = {
        "id": key,
        "type": "article-newspaper",
        "title": headline,
        "container-title": newspaper,
        "author": [_csl_name(name) for name in authors],
        "issued": {"date-parts": [[int(x) for x in published.value[:10].split("-")]]} if published else None,
        "language": language,
        "URL": url,
    }
    return msgspec.json.encode([{k: v for k, v in item.items() if v}]).decode()


def _csl_name(name: str) -> dict[str, str]:
    parts = _parts(name)
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": name}


def _last_first(name: str) -> str:
    parts = _parts(name)
    return f"{parts[0]}, {parts[1]}" if parts else _one_line(name)


def _parts(name: str) -> tuple[str, str] | None:
    """(family's name, given names) of a person; None of offices, and of names that do not part so plainly."""
    words = name.split()
    plain = tuple(naming.plain(word) for word in words)
    if len(words) < 2 or not naming.is_personal(name) or plain[-1].strip(".,") in naming.SUFFIXES:
        return None
    if given_name_first(plain) != plain:
        return words[0], " ".join(words[1:])
    first = len(words) - 1
    while first > 1 and plain[first - 1] in naming.PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _one_line(words: str) -> str:
    return " ".join(words.split())
