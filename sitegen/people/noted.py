"""What articles say of people besides their names: roles, and other names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen import ids
from sitegen.editing.telling import years
from sitegen.model import Notes
from sitegen.naming import fold
from sitegen.store import Form, Store

NotesOf = Mapping[int, tuple[Notes, Sequence[int]]]  # article -> (notes, the forms of its names)


def notes_of(store: Store, articles: Iterable[int]) -> NotesOf:
    """What pages show of these articles, of those that have such notes."""
    rows = store.articles.rows(articles, "notes, forms")
    return {
        article: (msgspec.msgpack.decode(blob, type=Notes), ids.form_ids(forms))
        for article, blob, forms in rows
        if blob
    }


def roles_of(forms: Iterable[Form], notes: NotesOf) -> list[tuple[str, str]]:
    """(role, years) as articles state them of these forms, the most frequent first."""
    mine, found = {form.id for form in forms}, defaultdict[str, list[int]](list)
    spelling: dict[str, str] = {}
    for article in sorted(notes, reverse=True):
        note, places = notes[article]
        for place, roles in note.roles:
            for role in roles if places[place] in mine else ():
                found[fold(role)].append(article)
                spelling.setdefault(fold(role), role)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(spelling[role], years(articles)) for role, articles in ordered]


def also_of(forms: Iterable[Form], notes: NotesOf) -> list[str]:
    """What articles call the bearer of these forms besides what they list, the most frequent first."""
    forms = list(forms)
    mine, known, count = {form.id for form in forms}, {fold(form.name) for form in forms}, Counter[str]()
    for note, places in notes.values():
        for place, names in note.also:
            if places[place] in mine:
                count.update(names)
    return [n for n, _ in sorted(count.items(), key=lambda x: (-x[1], x[0])) if fold(n) not in known]
