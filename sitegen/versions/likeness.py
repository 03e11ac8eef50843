"""Are two texts versions of one report?

Three things are estimated from two sketches.  How much of their words they share: of both (resemblance) and of the
shorter one (containment).  The same of the words outside quotations, since reporters at one speech quote the same
words.  And how many of the names and figures of one are in the other, since notices, forecasts and minutes are written
to a formula, and differ in just these."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from sitegen.versions.sketch import FACTS, Sketch

RESEMBLES, CONTAINS = 0.17, 0.7
OWN = 0.6  # of what is shared outside quotations, as a part of what is shared
SAMPLED = 6  # shingles looked at, at least
FACTS_FEW = 4
FACTS_SHARED = ((0.0, 0.8), (0.75, 0.65), (0.95, 0.4))  # from this containment on, so many are enough
SURE_WITHOUT_FACTS = 0.75


class Likeness(NamedTuple):
    """Estimates from 0 to 1: `resemblance` (shared / all), `containment` (shared / the shorter text's), `own` (the
    containment of words outside quotations), `facts` (names and figures of one that are in the other; None: too few
    to tell)."""

    resemblance: float
    containment: float
    own: float
    facts: float | None


NONE = Likeness(0.0, 0.0, 0.0, 0.0)


def likeness(a: Sketch, b: Sketch) -> Likeness:
    """What two sketches say of their texts.  Below the reach of both, each sample is whole, so parts can be
    counted there."""
    shared = a.shingles & b.shingles
    reach = min(a.reach, b.reach)
    small, large = (a, b) if a.size <= b.size else (b, a)
    in_small, in_large = bisect_left(small.kept, reach), bisect_left(large.kept, reach)
    both = len(shared)
    if not both or in_small < SAMPLED:
        return NONE
    own = min(in_small - bisect_left(small.quoted, reach), in_large - bisect_left(large.quoted, reach))
    shared_own = both - len(shared.intersection({*a.quoted, *b.quoted}))
    return Likeness(
        both / (in_small + in_large - both),
        both / in_small,
        shared_own / own if own >= SAMPLED else both / in_small,
        _facts_shared(small, large),
    )


def _facts_shared(a: Sketch, b: Sketch) -> float | None:
    """The part of the names and figures of one text that the other has too, of the text with fewer."""
    few, many = (a.facts, b.facts) if len(a.facts) <= len(b.facts) else (b.facts, a.facts)
    if len(few) == FACTS or len(many) == FACTS:
        reach = min(x[-1] for x in (few, many) if len(x) == FACTS)
        few, many = tuple(n for n in few if n <= reach), tuple(n for n in many if n <= reach)
    if min(len(few), len(many)) < FACTS_FEW:
        return None
    return len(set(few) & set(many)) / min(len(few), len(many))


def same_report(found: Likeness) -> bool:
    """Verbatim, trimmed, updated or rewritten in part: one report.  Another writer's account of an event is not, nor
    is another notice in the same form of words."""
    if found.resemblance < RESEMBLES and found.containment < CONTAINS:
        return False
    if found.own < OWN * found.containment:
        return False
    if found.facts is None:
        return max(found.resemblance, found.containment) >= SURE_WITHOUT_FACTS
    return any(found.containment >= held and found.facts >= shared for held, shared in FACTS_SHARED)
