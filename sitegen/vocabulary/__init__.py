"""The controlled vocabulary of topics of an archive: settled over its articles, then assigned to each of them.

Pure functions of words; no state.  While an article is read, its candidate phrases are packed (`Phrases`, `pack`).
`settle` makes the vocabulary of an archive from the packed phrases of its articles, `Assigner` gives an article its
topics from its own packed phrases and the vocabulary, or from tables alone where an archive is too small for one.

keys         one key for the spellings of a word or phrase
background   how common words are in open text
words        closed lists
mediatopics  the IPTC's subjects of news, by label; subjects: by the words of a text
packing      the candidates of an article
quality      how good a subject heading a phrase is
counting     what the articles of an archive say of its phrases
settling     which phrases are terms; naming: how they are shown; profiles: what else their articles talk about
term         a term, the vocabulary, its file
weighing     how much an article is about each term; choosing: which are its topics
single       what stands in for a vocabulary in a small archive
assigning    the topics of an article
renewing     when to settle anew, and what that changed
"""

from pathlib import Path

from sitegen.vocabulary.assigning import Assigned, Assigner
from sitegen.vocabulary.mediatopics import label_at, media_topic
from sitegen.vocabulary.renewing import Change, Differences, differences, due
from sitegen.vocabulary.settling import settle
from sitegen.vocabulary.term import FILE, Term, Vocabulary

DATA = Path(__file__).with_name("data")
METHOD = "2"  # raise it with every change by which the same phrases and vocabulary give other topics
__all__ = [
    "DATA",
    "FILE",
    "METHOD",
    "Assigned",
    "Assigner",
    "Change",
    "Differences",
    "Term",
    "Vocabulary",
    "differences",
    "due",
    "label_at",
    "media_topic",
    "settle",
]
