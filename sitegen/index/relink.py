"""People and tags after a few articles changed: only the blocks of names they touch are resolved again."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen import ids
from sitegen.index import lists
from sitegen.index.changes import Changes
from sitegen.index.company import Companions
from sitegen.index.names import Limits, Linker, merged, term_of, with_slugs
from sitegen.model import PERSON, Name
from sitegen.store import Form, Store, TermRow

COUNTS = TermRow._fields.index("wrote")  # counts, which articles that come and go change, from here on


class Names:
    """The forms and terms of the blocks touched, as they were and as they become."""

    def __init__(self, store: Store, linker: Linker, limits: Limits, changes: Changes) -> None:
        self.store, self.linker, self.limits, self.changes = store, linker, limits, changes
        self.large = bool(store.db.get("large"))
        self.next = store.terms.next_form()
        self.forms: dict[int, Form] = {}
        self.new: dict[Name, Form] = {}
        self.blocks: dict[tuple[int, str], list[Form]] = {}
        self.before: dict[int, tuple[TermRow, set[int]]] = {}
        self.name_before: dict[int, TermRow | None] = {}
        self.had: dict[int, set[int]] = {}
        self.spread_before: dict[int, dict[int, int]] = {}
        self.spread: set[int] = set()  # people with other numbers of articles a year
        self.shown: list[tuple[int, list[int], bool]] = []
        self.marks: dict[int, set[int]] = defaultdict(set)
        self.regrouped: set[int] = set()
        self.compared: dict[int, tuple[TermRow | None, TermRow | None]] = {}
        self.other: list[tuple[TermRow | None, TermRow | None]] = []

    # ---- forms

    def meet(self, name: Name) -> Form:
        """The form of a name, a new one where no article has used it."""
        form = self.new.get(name) or self.store.terms.find(name)
        if form is None:
            block = self.linker.block(name.family, name.text)
            form = self.new[name] = Form(self.next, name.family, name.kind, name.text, name.sense, block)
            self.next += 1
        return self.forms.setdefault(form.id, form)

    def form(self, id: int) -> Form:
        found = self.forms.get(id)
        if found is None:
            found = self.forms[id] = self.store.terms.form(id)
        return found

    def touch(self, forms: Iterable[int]) -> None:
        """Load the blocks of these forms whole, and what their terms are now."""
        for id in forms:
            form = self.form(id)
            key = form.family, form.block
            if key in self.blocks:
                if form not in self.blocks[key]:
                    self.blocks[key].append(form)
                continue
            stored = [self.form(i) for i in self.store.terms.of_block(*key)]
            others = [other for other in stored if other.block == form.block]  # `restate` may have moved some
            self.blocks[key] = others if form in others else [*others, form]
            self._remember(self.blocks[key])

    def restate(self, family: int, blocks: Iterable[str], before: Mapping[str, str]) -> None:
        """An editor stated other things of people or tags of these blocks; `before` are those that were joined.  To
        be called before anything else: forms move to the blocks that they belong to now."""
        ends = {joined.get(b, b) for b in blocks for joined in (before, self.linker.joined[family])}
        for block in sorted(ends):
            members = [self.form(i) for i in self.store.terms.of_block(family, block)]
            self._remember(members)
            for form in members:
                form.block = self.linker.block(family, form.name)
                self.blocks.setdefault((family, form.block), []).append(form)

    def _remember(self, block: Sequence[Form]) -> None:
        for term, forms in _by_term(block).items():
            row = self.store.terms.term(term)
            if row is not None:
                self.before[term] = row, self._pages(row, forms)
                self.had[term] = {form.id for form in forms}
                self.spread_before[term] = _spread(row, forms)
            for form in forms:
                self.name_before[form.id] = row

    def _pages(self, row: TermRow, forms: Sequence[Form]) -> set[int]:
        post = merged([f.post for f in forms])
        return lists.term_pages(row, post, self.limits.split, self.limits.feeds)

    # ---- lists that show an article

    def show(self, article: int, forms: Iterable[int], whole: bool) -> None:
        """The lists of these names show this article, now and after names are settled; `whole`: what a term's
        first page says of all its articles changes too."""
        forms = list(forms)
        self._mark(article, forms, whole)
        self.shown.append((article, forms, whole))

    def _mark(self, article: int, forms: Iterable[int], whole: bool) -> None:
        for id in forms:
            if term := self.form(id).term:
                self.marks[term] |= {ids.year_of(article), 0} if whole else {ids.year_of(article)}

    # ---- settling

    def settle(self) -> None:
        """Resolve the blocks touched, write forms and terms, and tell which facts changed by it."""
        after, of_term = self._resolved()
        renamed = self._give_slugs(after)
        self._write(after, renamed)
        for article, forms, whole in self.shown:
            self._mark(article, [i for i in forms if self.form(i).post], whole)
        for term in sorted(self.before.keys() | after.keys()):
            self._compare(term, after.get(term), of_term.get(term, ()))
        for row in renamed:
            self._rename(row)
        self._compare_names(after)
        self._tell_marks(after, of_term)

    def _resolved(self) -> tuple[dict[int, TermRow], dict[int, list[Form]]]:
        after: dict[int, TermRow] = {}
        of_term: dict[int, list[Form]] = {}
        company = Companions(self.store, self.forms).of
        for (family, block), members in sorted(self.blocks.items()):
            for form in members:
                form.term = form.term if form.post else 0
            for cluster in self.linker.clusters(family, block, [f for f in members if f.post], company):
                forms = [self.forms[f.id] for f in cluster.forms]
                for form in forms:
                    form.term = cluster.head.id
                row = term_of(cluster, family, forms, self.large, self.limits)
                after[row.id], of_term[row.id] = row, forms
        return after, of_term

    def _give_slugs(self, after: dict[int, TermRow]) -> list[TermRow]:
        """Slugs of the terms touched; returned are others of the same base whose slug changes by it."""
        groups: dict[tuple[int, str], list[TermRow]] = defaultdict(list)
        for row, _ in self.before.values():
            if row.base:
                groups[row.family, row.base] += ()
        for row in after.values():
            if row.base:
                groups[row.family, row.base].append(row)
        renamed = []
        for (family, base), mine in groups.items():
            others = [t for t in self.store.terms.with_base(family, base) if t.id not in self.before]
            was = {t.id: (t.slug, t.gloss) for t in others}
            for row in with_slugs([*mine, *others]):
                if row.id in after:
                    after[row.id] = row
                elif (row.slug, row.gloss) != was[row.id]:
                    renamed.append(row)
        return renamed

    def _write(self, after: dict[int, TermRow], renamed: list[TermRow]) -> None:
        touched = [f for members in self.blocks.values() for f in members]
        self.store.terms.put_forms(f for f in touched if f.post)
        self.store.terms.drop_forms(f.id for f in touched if not f.post)
        self.store.terms.drop_terms(self.before.keys() - after.keys())
        self.store.terms.put_terms([*after.values(), *renamed])

    def _compare(self, term: int, row: TermRow | None, forms: Sequence[Form]) -> None:
        """Pages of a term that came, went, or say another thing of it."""
        old, had = self.before.get(term, (None, set()))
        has = self._pages(row, forms) if row else set()
        for page in had - has:
            self.changes.gone(page)
        for page in has - had:
            self.changes.made(page)
        if (_spread(row, forms) if row else {}) != self.spread_before.get(term, {}):
            self.spread.add(term)
        regrouped = self._regrouped(term, forms)
        if row and regrouped:
            self.regrouped.add(term)
        if old is None or row is None or old[:COUNTS] != row[:COUNTS] or regrouped:
            for page in has:
                self.changes.fact(page)
        self.compared[term] = old, row
        if old != row:
            self.other.append((old, row))

    def _regrouped(self, term: int, forms: Sequence[Form]) -> bool:
        """Did the term gain a form that stood for another one, or lose one?"""
        return self.had.get(term, set()) != {f.id for f in forms}

    def _rename(self, row: TermRow) -> None:
        """A term that was not touched has another slug, because one of its base came or went."""
        self.other.append((row._replace(slug=""), row))
        for form in self.store.terms.forms_of(row.id):
            self.changes.fact(ids.fact(ids.NAME, form))
        for page in lists.term_pages(row, self.store.terms.post_of(row.id), self.limits.split, self.limits.feeds):
            self.changes.fact(page)

    def _compare_names(self, after: dict[int, TermRow]) -> None:
        for members in self.blocks.values():
            for form in members:
                old, new = self.name_before.get(form.id), after.get(form.term)
                if old is None or new is None or _shown(old) != _shown(new):
                    self.changes.fact(ids.fact(ids.NAME, form.id))

    def _tell_marks(self, after: dict[int, TermRow], of_term: dict[int, list[Form]]) -> None:
        for term, years in self.marks.items():
            n = len(self._post(term, of_term))
            whole = ids.fact(ids.TERM, term << 12)
            for part in (*(years if n > self.limits.split else {0}), ids.ATOM, ids.JSON):
                self.changes.fact(whole | part)

    def _post(self, term: int, of_term: dict[int, list[Form]]) -> array[int]:
        return merged([f.post for f in of_term[term]]) if term in of_term else self.store.terms.post_of(term)

    # ---- for the index A to Z

    def letters_changed(self, family: int) -> tuple[set[str], bool]:
        """Letters under which a name with a page came, went or is written otherwise; has any count changed?"""
        letters: set[str] = set()
        counted = False
        for old, new in self.other:
            rows = [row for row in (old, new) if row and row.family == family and row.slug]
            counted |= len({(row.n, row.wrote) for row in rows}) > 1 or len(rows) == 1
            if len(rows) != 2 or rows[0].listed != rows[1].listed:
                letters |= {row.letter for row in rows}
        return letters, counted


def _shown(row: TermRow) -> tuple[str, str, str]:
    """What an article shows of a name."""
    return row.kind, row.name, row.slug


def _spread(row: TermRow, forms: Sequence[Form]) -> dict[int, int]:
    """Articles a year of a person."""
    return ids.years_of(merged([f.post for f in forms])) if row.family == PERSON else {}


def _by_term(forms: Iterable[Form]) -> dict[int, list[Form]]:
    found: dict[int, list[Form]] = defaultdict(list)
    for form in forms:
        if form.term:
            found[form.term].append(form)
    return found
