"""Versions of one report: wire copies, trimmed copies, updates.  Pure functions of words; no state.

A text is sketched when it is read (`sketches`).  Sketches that share a key are compared (`same_report`), and a report's
versions gather around a lead (`gather`, and `Again` after a change).  `difference` tells what two of them differ in."""

from sitegen.versions.difference import Change, Difference, difference
from sitegen.versions.gathering import LEADS, Again, Board, Likeness, Place, gather, rank
from sitegen.versions.likeness import likeness, same_report
from sitegen.versions.sketch import KEYS, Sketch, keys_of, sketch, sketches, words_in

METHOD = "1"  # another one where sketches, or what follows from them, are others
__all__ = [
    "KEYS",
    "LEADS",
    "METHOD",
    "Again",
    "Board",
    "Change",
    "Difference",
    "Likeness",
    "Place",
    "Sketch",
    "difference",
    "gather",
    "keys_of",
    "likeness",
    "rank",
    "same_report",
    "sketch",
    "sketches",
    "words_in",
]
