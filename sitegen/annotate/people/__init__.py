"""The people of one text: a tagger's spans in, persons with all their mentions out.

cleaning   a span made the bare name
signs      titles, verbs of speech and appositions beside a name
rescue     names that the tagger missed, told by these signs
impostors  names of places, companies, cases of law
stated     other names that the text states: "née Thorne", 'William "Bill" Roe'
clusters   mentions made persons, surnames propagated
bearers    whose a name is; bearers of one surname kept apart
gender     he or she
ages       34, aged 34
subjects   which persons an article is about: no credits, no regimes, nobody doubtful
roles      what the text says that they are
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.people import first_names
from sitegen.annotate.people.bearers import Named
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.clusters import FAMILY_NAMES, cluster, named
from sitegen.annotate.people.gender import tell_genders
from sitegen.annotate.people.impostors import without_impostors
from sitegen.annotate.people.names import MONTH_NAMES, Span, bare, is_organisation
from sitegen.annotate.people.person import People, Person
from sitegen.annotate.people.rescue import MOST_LOOKED_FOR, full_forms, rescue
from sitegen.annotate.people.spans import Others, Taken
from sitegen.annotate.people.stated import nicknamed
from sitegen.annotate.words import fold

SMALL_SURNAME = re.compile(
    r"[ \u00a0]((?:(?:al|el|ul|as|ash|at|ad|an|ar|az)-|(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ter|ten)"
    r"[ \u00a0]){1,3})[A-Z][\w’'-]+)\Z"
)
MONTHS = tuple(sorted(month.capitalize() for month in MONTH_NAMES))
BEFORE_MONTHS = frozenset("in on of by since until till last next this late early mid from to for every".split())
__all__ = ["People", "Person", "find_people"]


def find_people(text: str, entities: Sequence[Entity]) -> People:
    """The people of a text, from the names that a tagger found in it."""
    others = _others(text, entities)
    towns: Others = frozenset(text[e.start : e.end] for e in entities if e.kind == "place")
    nicknames = list(nicknamed(text))
    tagged = _outside(_tagged(text, entities), [found.span for found in nicknames])
    taken = Taken([*tagged, *(found.span for found in nicknames)])
    rescued, introduced = rescue(text, others, taken)
    spans, surnames = _with_particles(text, sorted({*tagged, *rescued}))
    spans = without_impostors(text, spans, entities, introduced)
    spans = _without_first_words(text, spans, surnames)
    mentions = _without_last_words(text, named(text, spans))
    mentions = [m._replace(words=m.words[-1:]) if (m.start, m.end) in surnames else m for m in mentions]
    mentions += _first_names_of_surnames(text, mentions, spans, towns)
    persons = cluster(text, mentions, nicknames, others)
    tell_genders(text, persons)
    places = sorted((start, end, k) for k, person in enumerate(persons) for start, end in person.mentions)
    return People(persons, places)


def _others(text: str, entities: Iterable[Entity]) -> Others:
    """The names of organisations and places, and their first words: alone they stand for the whole."""
    names = {text[e.start : e.end] for e in entities if e.kind != "person"}
    return frozenset(names | {name.partition(" ")[0] for name in names})


def _tagged(text: str, entities: Iterable[Entity]) -> list[Span]:
    """The bare names of the tagger's persons."""
    cleaned = [clean(text, e.start, e.end) for e in entities if e.kind == "person"]
    return [_without_month(text, span) for span in cleaned if span and not is_organisation(text[slice(*span)])]


def _with_particles(text: str, spans: list[Span]) -> tuple[list[Span], set[Span]]:
    """ "said al-Basri", "van der Roe left": a surname alone that begins with a small letter, of somebody whom the text
    names in full.  They come beside all spans; the span of such a one's last word gives way."""
    names = {small[1] for start, end in spans if (small := SMALL_SURNAME.search(text, start, end))}
    if not names:
        return spans, set()
    either = "|".join(f"[{name[0]}{name[0].upper()}]{re.escape(name[1:])}" for name in sorted(names, reverse=True))
    taken = Taken(spans)
    found: set[Span] = set()
    for lone in re.finditer(rf"(?<![\w-])(?:{either})(?![\w-])", text):
        over = taken.over(*lone.span())
        if taken.around(*lone.span()) is None and (over is None or lone.start() <= over[0]):
            found.add(lone.span())
    longer = Taken(found)
    return sorted({*found, *(span for span in spans if longer.free(*span))}), found


def _without_month(text: str, span: Span) -> Span:
    """ "In June Roe left": Roe; but "his wife June Roe"."""
    start, end = span
    if not text.startswith(MONTHS, start):
        return span
    month, _, rest = text[start:end].partition(" ")
    if not rest or fold(month) not in MONTH_NAMES:
        return span
    before = text[max(0, start - 12) : start].split()
    return (end - len(rest), end) if before and before[-1].lower() in BEFORE_MONTHS else span


def _outside(spans: list[Span], longer: list[Span]) -> list[Span]:
    """The spans that no longer one holds."""
    if not longer:
        return spans
    held = Taken(longer)
    return [span for span in spans if held.free(*span)]


def _without_first_words(text: str, spans: list[Span], surnames: set[Span]) -> list[Span]:
    """ "Certainly Donald Trump": a first word that only makes a known name longer is dropped."""
    whole = {text[start:end] for start, end in spans if (start, end) not in surnames}
    shortened = set()
    for start, end in spans:
        first, _, rest = text[start:end].partition(" ")
        if " " in rest and first and rest in whole and fold(first) not in first_names.load():
            start += len(first) + 1
        shortened.add((start, end))
    return sorted(shortened)


def _without_last_words(text: str, mentions: list[Named]) -> list[Named]:
    """ "Trump Train", where the text names Donald Trump: only the surname is a name."""
    known = first_names.load()
    surnames = {m.words[-1] for m in mentions if len(m.words) > 1 and m.words[0] in known} - FAMILY_NAMES
    found = []
    for mention in mentions:
        first, *_, last = mention.words if len(mention.words) > 1 else ("", "")
        if first in surnames and first not in known and last not in surnames:
            start = mention.start
            mention = Named(start, start + len(text[start : mention.end].split()[0]), (first,))
        found.append(mention)
    return found


def _first_names_of_surnames(text: str, mentions: list[Named], spans: list[Span], places: Others) -> list[Named]:
    """A lone surname that the tagger found, though it stands somewhere with its first name."""
    known = {mention.words[-1] for mention in mentions if len(mention.words) > 1}
    lone = {m.words[0]: text[m.start : m.end] for m in reversed(mentions) if len(m.words) == 1}
    taken = Taken(spans)
    found = []
    for surname, written in list(lone.items())[:MOST_LOOKED_FOR]:
        if surname not in known:
            for span in full_forms(text, written, places, often=False):
                found += _free_full_name(text, span, taken)
    return found


def _free_full_name(text: str, span: Span, taken: Taken) -> list[Named]:
    cleaned = clean(text, *span)
    if cleaned is None:
        return []
    start, end = cleaned
    other = taken.over(start, end)
    if other is not None and other[1] - other[0] >= end - start:
        return []
    words, _, generation = bare(text[start:end])
    return [Named(start, end, words, generation)] if len(words) > 1 else []
