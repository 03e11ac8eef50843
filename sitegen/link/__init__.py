"""The same person or tag across articles: forms of a name that stand for one, by blocks of one surname, or of words
and initials that may be one tag.

A block is resolved by a pure function of its forms, of what editors state, and of the company that people keep; so
it is resolved again only when one of these changed.  `suggestions` finds names that may be one and are not joined; it
is imported by whoever asks for it, since it needs numpy."""

from sitegen.link.resolving import resolve
from sitegen.link.spelling import Cluster, Company, Spelling, nobody
from sitegen.link.tags import resolve_tags

__all__ = ["Cluster", "Company", "Spelling", "nobody", "resolve", "resolve_tags"]
