"""The organisations and places that matter in one article, most important first; its topics are settled elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.topics import peoples
from sitegen.annotate.topics.known import KnownNames
from sitegen.annotate.topics.named import Named, gather
from sitegen.annotate.topics.spelling import fold
from sitegen.annotate.topics.tagging import PartsOfSpeech
from sitegen.annotate.topics.weighing import weighed
from sitegen.model import Topic

MOST = 12
SURE = 0.75  # of a common word that is a name


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
        found = weighed(text, named, headline_end, self.known.kinds)
        found.sort(key=lambda pair: (-pair[0], pair[1].mentions))
        return [Topic(name.name, name.kind, name.mentions) for _, name in found[:MOST]]

    def spans(
        self, text: str, entities: Iterable[Entity], people: Iterable[tuple[int, int]], named: Iterable[Named]
    ) -> list[tuple[int, int]]:
        """Where names stand in a text: no topic has a word of them.  "Dutch" is none."""
        places = (span for name in named for span in name.mentions)
        known = (span for span in places if text[span[0]].isupper() and fold(text[slice(*span)]) not in self.peoples)
        return sorted({*((entity.start, entity.end) for entity in entities), *people, *known})
