"""Articles -> facts.  Two ways to one result: `everything` streams all articles once, by date; `apply` touches
only the names of what changed.  Both leave rows of terms, related articles and months, and the to-do list."""

from sitegen.index.delta import Change, Restated, apply
from sitegen.index.full import everything
from sitegen.index.lists import standing_sitemaps
from sitegen.index.names import Forms, Limits, pack, unpack
from sitegen.index.pictures import changed as pictures_changed
from sitegen.index.versions import gather_all
from sitegen.index.ways import clashes, revisit

__all__ = [
    "Change",
    "Forms",
    "Limits",
    "Restated",
    "apply",
    "clashes",
    "everything",
    "gather_all",
    "pack",
    "pictures_changed",
    "revisit",
    "standing_sitemaps",
    "unpack",
]
