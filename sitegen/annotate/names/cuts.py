"""Words that the network takes into a person though they are none of the name: headlines write all words in capitals.

"Rick Perry | Just", "Comedian | Sarah Silverman"; "Hillary PAC" and "Evin Prison" only bear a name; "Common Sense" is
nobody.
"""

from __future__ import annotations

from sitegen.annotate.names.network import Array
from sitegen.annotate.names.rules import (
    BEGIN,
    MISC,
    ORGANISATION,
    ORGANISATION_ENDS,
    OTHER_ENDS,
    OUTSIDE,
    PERSON,
    PERSON_LABELS,
    PLACE,
    PLACE_ENDS,
)
from sitegen.annotate.names.words import FIRST_NAME, HALF_SMALL, OPENERS, PEOPLE, SMALL, SURNAME, listed
from sitegen.annotate.names.words import ORGANISATION as ORGANISATION_WORD

SURE = 0.9  # how sure the network must be of a person of ordinary words
LONGEST = 12  # words of a person; what is longer is a list in capitals
PERSON_COLUMNS = slice(BEGIN[PERSON], BEGIN[PERSON] + 2)
ENDS = ORGANISATION_ENDS | PLACE_ENDS | OTHER_ENDS  # `rules` sees to them
# What is often named after people: the label of all words before it.
BEARERS = (
    dict.fromkeys(
        listed(
            """
            pac club party magazine newspaper theatre museum orchestra fund union agency network store stores records
            studios entertainment industries partners group airways bros ministries media gallery library trust
            """
        ),
        BEGIN[ORGANISATION],
    )
    | dict.fromkeys(
        listed("bay bridge creek valley lane county prison jail square cemetery cathedral palace"), BEGIN[PLACE]
    )
    | dict.fromkeys(listed("show tour doctrine theorem effect festival bible law"), MISC)
)
# Surnames like ordinary words are many ("Steve Jobs", "Al From"); these are none.
NEVER_SURNAMES = listed(
    """
    is are was were has have had did does could would should her his its their just says said tells told wants gets got
    makes revealed accused reveals asks vows slams warns denies calls thinks knows leads wins gives appears still also
    """
)


def cut_persons(words: list[str], bits: list[int], labels: list[int], probabilities: Array, start: int) -> None:
    """Corrects the persons of two or more words of one run.

    `words`: of the run, `bits`: of each word in the lists, `start`: the number of its first word in `labels` and
    `probabilities` of the document."""
    if len(words) > 2 and words[-1].lower() in BEARERS:
        _join_bearer(words, labels, probabilities, start)
    for first, end in _stretches(labels, start, start + len(words)):
        inside = slice(first - start, end - start)
        if end - first > LONGEST or words[end - start - 1].lower() in ENDS:
            continue
        if _ordinary(bits[inside]) and probabilities[first:end, PERSON_COLUMNS].sum(1).mean() < SURE:
            labels[first:end] = [MISC] * (end - first)
        elif (label := _bearer(words[inside], bits[inside])) is not None:
            _relabel(labels, probabilities, first, end, label)
        else:
            before, after = _cut(words[inside], bits[inside])
            labels[first : first + before] = [OUTSIDE] * before
            labels[end - after : end] = [OUTSIDE] * after


def _join_bearer(words: list[str], labels: list[int], probabilities: Array, start: int) -> None:
    """ "Karl Moss | Bridge" as a whole, if all words from the person to the end are labelled as names."""
    end = start + len(words)
    first = next((number for number in range(start, end) if labels[number] in PERSON_LABELS), end)
    if 1 < end - first <= LONGEST and all(label != OUTSIDE for label in labels[first : end - 1]):
        _relabel(labels, probabilities, first, end, BEARERS[words[-1].lower()])


def _stretches(labels: list[int], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of two or more words of persons between two numbers."""
    found: list[tuple[int, int]] = []
    first = start
    for number in range(start, end + 1):
        if number == end or labels[number] not in PERSON_LABELS:
            if number - first > 1:
                found.append((first, number))
            first = number + 1
    return found


def _ordinary(bits: list[int]) -> bool:
    """ "Common Sense", "Purple Heart"."""
    ordinary = SMALL | HALF_SMALL | ORGANISATION_WORD
    return not bits[0] & FIRST_NAME and all(bit & ordinary for bit in bits)


def _bearer(words: list[str], bits: list[int]) -> int | None:
    """The label of "Evin Prison" as a whole; None for "Michael Bay"."""
    if len(words) == 2 and bits[0] & FIRST_NAME and bits[1] & SURNAME:
        return None
    return BEARERS.get(words[-1].lower())


def _relabel(labels: list[int], probabilities: Array, first: int, end: int, label: int) -> None:
    """The probability of the person goes over to the other label."""
    inside = label if label == MISC else label + 1
    labels[first:end] = [label, *[inside] * (end - first - 1)]
    rows = probabilities[first:end]
    rows[:, label] += rows[:, PERSON_COLUMNS].sum(1)
    rows[:, PERSON_COLUMNS] = 0


def _cut(words: list[str], bits: list[int]) -> tuple[int, int]:
    """How many words at the beginning and at the end are none of the name.  One word stays."""
    first, end = 0, len(words)
    while end > 1 and _ends_before(words[:end], bits):
        end -= 1
    while end - first > 2 and _begins_after(bits[first], bits[first + 1]):
        first += 1
    return first, len(words) - end


def _ends_before(words: list[str], bits: list[int]) -> bool:
    """Does the name end before the last word?"""
    last = words[-1].lower()
    if last in NEVER_SURNAMES:
        return True
    whole = [place for place, word in enumerate(words[:-1]) if len(word.strip(".")) > 1]
    return len(whole) > 1 and bool((bits[len(words) - 1] & SMALL or last in OPENERS) and bits[whole[0]] & FIRST_NAME)


def _begins_after(first: int, second: int) -> bool:
    """Is the first word, of these bits, a role before a first name?"""
    ordinary = first & (SMALL | HALF_SMALL | PEOPLE | ORGANISATION_WORD) and not first & (FIRST_NAME | SURNAME)
    return bool(ordinary and second & FIRST_NAME and not second & SMALL)
