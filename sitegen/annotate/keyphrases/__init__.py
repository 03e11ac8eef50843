"""The keyphrases of one article: the ten words and phrases that tell most of what it is about.

They are another product than tags: from the article alone, mostly single words, names among them, for search and for
comparing articles, not for browsing.

background  how common words are in open text
stems       one key for the forms of a word, verbs too
stopwords   what is never a keyphrase
lexicon     what is known of a word wherever it stands
candidates  the words and noun phrases of an article, with where and how often they stand
features    what is known of each candidate, as columns of numbers
ranker      the linear model that puts them in order
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.annotate.keyphrases.ranker import Ranker


def load() -> Ranker:
    """The ranker with the tables of this package.  Imports numpy, which nothing before this call needs."""
    from sitegen.annotate.keyphrases.ranker import Ranker

    return Ranker.load()
