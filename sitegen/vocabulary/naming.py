"""The spelling that a term is shown in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen.vocabulary.counting import Used, top
from sitegen.vocabulary.quality import CAPITALISED

MUCH_MORE = 1.5


def spelling(used: Used, others: Iterable[Used] = ()) -> str:
    """The most frequent one; in small letters, unless it is a name or hardly ever written so."""
    forms = Counter(used.names)
    for other in others:
        forms.update(other.names)
    if used.capital / used.articles < CAPITALISED:
        forms = _small(Counter({form: count for form, count in forms.items() if not _title_case(form)}) or forms)
    return top(forms)[0]


def _title_case(form: str) -> bool:
    """Has a word after the first a capital, as in headlines?"""
    return any(word[0].isupper() and word[1:].islower() for word in form.split(" ")[1:])


def _small(forms: Counter[str]) -> Counter[str]:
    upper = sum(count for form, count in forms.items() if _opens_upper(form))
    lower = sum(forms.values()) - upper
    shown = upper > MUCH_MORE * lower
    return Counter({form: count for form, count in forms.items() if _opens_upper(form) == shown}) or forms


def _opens_upper(form: str) -> bool:
    return form.split(" ")[0][:1].isupper()
