"""The organisations and places that matter in one article, most important first; its topics are settled elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.topics import peoples
from sitegen.annotate.topics.known import KnownNames
from sitegen.annotate.topics.named import Named, gather
from sitegen.annotate.topics.spelling import fold
from sitegen.annotate.topics.tagging import PartsOfSpeech
from sitegen.model import Topic

MOST = 12
IN_HEADLINE, IN_LEAD = 0.9, 0.3
SURE = 0.75  # of a name that the headline or the first paragraph has, and nothing else
FULL_NAME = 5  # words from which one mention of an organisation counts as two: nobody writes that name in passing


class Finder:
    """The tables, ready."""

    def __init__(self, parts_of_speech: PartsOfSpeech, adjectives: frozenset[str], known: KnownNames) -> None:
        """`adjectives`: of peoples."""
        self.parts_of_speech, self.peoples, self.known = parts_of_speech, adjectives, known

    @classmethod
    def load(cls) -> Finder:
        return cls(PartsOfSpeech.load(), peoples.load(), KnownNames.load())

    def named(self, text: str, entities: Sequence[Entity], people: Iterable[tuple[int, int]] = ()) -> list[Named]:
        """All organisations and places of an article, in the order of their first mention; a single common word is
        listed only if it is sure ("Women", "Latest", but "Congress")."""
        named = gather(text, entities, people, self.peoples, self.known)
        return [name._replace(listed=False) if self._is_common(name) else name for name in named]

    def _is_common(self, named: Named) -> bool:
        word = named.written.lower()
        if named.probability >= SURE or named.kind != "organisation" or fold(word) in self.known.kinds:
            return False
        return word in self.parts_of_speech.vocabulary

    def tags(self, text: str, named: Sequence[Named], headline_end: int = 0) -> list[Topic]:
        """At most MOST of the names that `named` found in a text, most important first, with their mentions as spans.

        `text`: the headline, if `headline_end` says where it ends, then a paragraph a line."""
        lead_end = text.find("\n", headline_end + 1)
        keys = {fold(name.name) for name in named}
        ends = headline_end, lead_end if lead_end >= 0 else len(text)
        weighed = [(_weight(name, *ends), name) for name in named if not _longer(name, keys)]
        weighed.sort(key=lambda pair: (-pair[0], pair[1].mentions))
        return [Topic(name.name, name.kind, name.mentions) for weight, name in weighed[:MOST] if weight]

    def spans(
        self, text: str, entities: Iterable[Entity], people: Iterable[tuple[int, int]], named: Iterable[Named]
    ) -> list[tuple[int, int]]:
        """Where names stand in a text: no topic has a word of them.  "Dutch" is none."""
        places = (span for name in named for span in name.mentions)
        known = (span for span in places if text[span[0]].isupper() and fold(text[slice(*span)]) not in self.peoples)
        return sorted({*((entity.start, entity.end) for entity in entities), *people, *known})


def _longer(named: Named, keys: set[str]) -> bool:
    """Is this said once, and holds another name that says it better ("Remain In European Union")?"""
    key = f" {fold(named.name)} "
    return len(named.mentions) == 1 and " " in named.name and any(f" {other} " in key for other in keys - {key.strip()})


def _weight(named: Named, headline_end: int, lead_end: int) -> float:
    """0 for what is mentioned once in passing, or only as a source."""
    headline = any(start < headline_end for start in named.told)
    lead = any(headline_end <= start < lead_end for start in named.told)
    count = len(named.told)
    if count == 1 and _in_full(named) and not headline:
        count = 2
    if count < 2 and not (named.probability >= SURE and (headline or lead)):
        return 0.0
    return math.log2(1 + count) * (1 + IN_HEADLINE * headline + IN_LEAD * lead)


def _in_full(named: Named) -> bool:
    return named.kind == "organisation" and named.name.count(" ") >= FULL_NAME - 1
