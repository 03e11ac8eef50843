"""The topics of single articles."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.vocabulary.choosing import choose, keywords
from sitegen.vocabulary.mediatopics import code_of, label_of
from sitegen.vocabulary.packing import Phrase, unpack
from sitegen.vocabulary.quality import Judge
from sitegen.vocabulary.single import on_its_own
from sitegen.vocabulary.term import Vocabulary
from sitegen.vocabulary.weighing import Weigher


class Assigned(NamedTuple):
    """A topic of an article: its display name, the code of its Media Topic ("" for none), has it a page?"""

    name: str
    code: str
    page: bool


class Assigner:
    """Gives articles their topics from a vocabulary; without one, each is judged by itself."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self.judge = Judge()
        self._weigher = None if vocabulary is None else Weigher(vocabulary, self.judge)

    def topics(self, packed: bytes) -> list[Assigned]:
        """At most seven topics, best first; then phrases without a page, where they are fewer than three."""
        article = unpack(packed)
        if not article.phrases:
            return []
        weigher = self._weigher or Weigher(on_its_own(article, self.judge), self.judge)
        chosen = choose(weigher, article)
        found = [Assigned(weigher.terms[key].name, weigher.terms[key].code, True) for key in chosen]
        if self._weigher is not None:
            rest = keywords(self.judge, weigher, article, chosen)
            found += [Assigned(_name(phrase), code_of(phrase.key), False) for phrase in rest]
        return found


def _name(phrase: Phrase) -> str:
    """As the article writes it, or else the Media Topic's label."""
    return phrase.name if phrase.count else label_of(phrase.key) or phrase.name
