"""The direction in which a language is written."""

from __future__ import annotations

from functools import lru_cache

RIGHT_TO_LEFT = frozenset("ar arc azb ckb dv fa glk he iw ks lrc mzn nqo pnb ps sd syr ug ur yi".split())
RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))


@lru_cache
def direction(language: str) -> str:
    """The writing direction of a language tag: of its script where it names one ("az-Arab"), else of its language."""
    language, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in RIGHT_TO_LEFT_SCRIPTS if script else language in RIGHT_TO_LEFT) else "ltr"
