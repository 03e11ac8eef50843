"""The steps from the visible lines of a page to its article."""

from __future__ import annotations

from sitegen.model import Article, Correction, Evidence
from sitegen.parse.datelines import find_dateline
from sitegen.parse.html.body import give_roles, make_blocks
from sitegen.parse.html.content import ENDS, find_main, is_prose
from sitegen.parse.html.credits import find_authors, find_date
from sitegen.parse.html.draft import Draft
from sitegen.parse.html.figures import find_figures
from sitegen.parse.html.guesses import Guesses
from sitegen.parse.html.headline import find_dek, find_title
from sitegen.parse.html.metadata import read_metadata
from sitegen.parse.html.pictures import base_of
from sitegen.parse.html.structures import Structures
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Visible
from sitegen.parse.html.zones import Zones
from sitegen.parse.text.lines import key_of

LONGEST_COUNTED = 400  # characters of a line that may recur over an archive
CLEAR = 2  # strength of a dateline that is certain
OF_MANY = "line of many articles"


def read_page(
    path: str, root: Element, visible: Visible, text: str, encoding: str, evidence: Evidence, address: str = ""
) -> Article:
    """The article; the addresses of its pictures count from what the page itself states, else from its `address` on
    the web, else from its `path` below seeds/."""
    meta = read_metadata(root)
    rows = visible.rows
    main = find_main(root, rows, meta.body)
    zones = Zones([(row.owner, len(row.text)) for row, found in zip(rows, main, strict=True) if found])
    draft = Draft(path, rows, main, meta, zones)
    draft.correct((evidence.correction or Correction()).lines)
    guesses = Guesses(root)
    structures = Structures(draft)
    title = find_title(draft, guesses, structures)
    authors, published = find_authors(draft, guesses), find_date(draft, guesses)
    _drop_recurring(draft, evidence, structures)
    dek = find_dek(draft, title)
    figures = find_figures(draft, visible.pictures, base_of(root) or address)
    give_roles(draft, structures)
    return Article(
        text=text,
        title=title,
        dek=dek,
        authors=authors,
        published=published,
        dateline=_dateline(draft),
        section=meta.section,
        language=meta.language,
        figures=figures,
        blocks=make_blocks(draft, structures),
        lines=draft.lines(),
        encoding=encoding,
        hints=meta.hints,
    )


def _drop_recurring(draft: Draft, evidence: Evidence, structures: Structures) -> None:
    """Lines that many articles hold are furniture, unless they are prose inside the article's text."""
    keys = {n: key_of(draft.rows[n].text) for n in draft.free() if len(draft.rows[n].text) <= LONGEST_COUNTED}
    levels = evidence.recurring(list(dict.fromkeys(keys.values())))
    for number, key in keys.items():
        text = draft.rows[number].text
        prose = draft.main[number] and is_prose(text) and text.endswith(ENDS)
        if key in levels and not prose and not structures.holds_together(number):
            draft.give(number, "dropped", OF_MANY)


def _dateline(draft: Draft) -> str | None:
    """The place that opens the first paragraph."""
    stated = draft.corrected("dateline")
    first = stated or [n for n in range(len(draft.rows)) if draft.fates[n][0] == "paragraph"][:1]
    found = find_dateline(draft.rows[first[0]].text) if first else None
    return found.place if found is not None and (found.strength >= CLEAR or stated) else None
