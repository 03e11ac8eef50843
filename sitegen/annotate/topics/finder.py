"""The tags of one article: the topics, organisations and places that matter, most important first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.topics.article import Article
from sitegen.annotate.topics.known import KnownNames
from sitegen.annotate.topics.named import Named, gather
from sitegen.annotate.topics.phrases import IN_HEADLINE, IN_LEAD, Lists, topics
from sitegen.annotate.topics.spelling import fold
from sitegen.annotate.topics.tagging import PartsOfSpeech, Tagged
from sitegen.model import Topic

MOST_TOPICS, MOST = 6, 12
SURE = 0.75  # of a name that the headline or the first paragraph has, and nothing else
FULL_NAME = 5  # words from which one mention of an organisation counts as two: nobody writes that name in passing


class Finder:
    """The tables, ready."""

    def __init__(self, parts_of_speech: PartsOfSpeech, lists: Lists, known: KnownNames) -> None:
        self.parts_of_speech, self.lists, self.known = parts_of_speech, lists, known

    @classmethod
    def load(cls) -> Finder:
        return cls(PartsOfSpeech.load(), Lists.load(), KnownNames.load())

    def named(self, text: str, entities: Sequence[Entity], people: Iterable[tuple[int, int]] = ()) -> list[Named]:
        """All organisations and places of an article, in the order of their first mention; a single common word is
        listed only if it is sure ("Women", "Latest", but "Congress")."""
        named = gather(text, entities, people, self.lists.peoples, self.known)
        return [name._replace(listed=False) if self._is_common(name) else name for name in named]

    def _is_common(self, named: Named) -> bool:
        word = named.written.lower()
        if named.probability >= SURE or named.kind != "organisation" or fold(word) in self.known.kinds:
            return False
        return word in self.parts_of_speech.vocabulary

    def tags(
        self,
        text: str,
        entities: Sequence[Entity],
        people: Iterable[tuple[int, int]] = (),
        headline_end: int = 0,
        named: Sequence[Named] | None = None,
        tagged: Tagged | None = None,
    ) -> list[Topic]:
        """At most MOST tags of an article, most important first, with their mentions as spans of `text`.

        `text`: the headline, if `headline_end` says where it ends, then a paragraph a line.  `entities`: the names of
        the text; `people`: the spans of persons, which are never tags; `named`: what `named` found, and `tagged`: the
        text's parts of speech, where somebody has them already."""
        people = list(people)
        names = [*((entity.start, entity.end) for entity in entities), *people]
        article = Article(text, tagged or self.parts_of_speech.tag(text), names, headline_end)
        named = self.named(text, entities, people) if named is None else named
        taken = {fold(name.name) for name in named if name.told}
        found = topics(article, self.lists, self.parts_of_speech.vocabulary)
        found = [topic for topic in found if fold(topic.name) not in taken][:MOST_TOPICS]
        weighed = [(topic.weight, Topic(topic.name, "topic", topic.mentions)) for topic in found]
        weighed += _weightiest(named, article, MOST - len(found))
        return [topic for _, topic in sorted(weighed, key=lambda pair: (-pair[0], pair[1].mentions))]


def _weightiest(named: Sequence[Named], article: Article, most: int) -> list[tuple[float, Topic]]:
    headline_end, lead_end = article.ends()
    keys = {fold(name.name) for name in named}
    weighed = [(_weight(name, headline_end, lead_end), name) for name in named if not _longer(name, keys)]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].mentions))
    return [(weight, Topic(name.name, name.kind, name.mentions)) for weight, name in weighed[:most] if weight]


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
