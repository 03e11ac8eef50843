"""The spelling that a term is shown in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sitegen.vocabulary.counting import Used, top
from sitegen.vocabulary.quality import CAPITALISED

MUCH_MORE = 1.5


def spelling(used: Used, others: Iterable[Used] = (), person: str = "") -> str:
    """The most frequent one, without a hyphen if there is one; in small letters, unless it is a name or hardly ever
    written so.  `person`: the key, where the term is a lone word for a person: shown in the plural."""
    forms = Counter(used.names)
    for other in others:
        forms.update(other.names)
    forms = _those(forms, lambda form: "-" not in form)
    forms = _those(forms, lambda form: form.lower() != person)
    if used.capital / used.articles < CAPITALISED:
        forms = _small(_those(forms, lambda form: not _title_case(form)))
    return top(forms)[0]


def _those(forms: Counter[str], wanted: Callable[[str], bool]) -> Counter[str]:
    """The forms that are as wanted, all where none is."""
    return Counter({form: count for form, count in forms.items() if wanted(form)}) or forms


def _title_case(form: str) -> bool:
    """Has a word after the first a capital, as in headlines?"""
    return any(word[0].isupper() and word[1:].islower() for word in form.split(" ")[1:])


def _small(forms: Counter[str]) -> Counter[str]:
    upper = sum(count for form, count in forms.items() if _opens_upper(form))
    shown = upper > MUCH_MORE * (sum(forms.values()) - upper)
    return _those(forms, lambda form: _opens_upper(form) == shown)


def _opens_upper(form: str) -> bool:
    return form.split(" ")[0][:1].isupper()
