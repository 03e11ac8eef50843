"""Where places are: names of an article resolved to a country, a state or a city, with coordinates.

countries    countries and their large parts, by hand
regions      what these are called, and in which part of the world they lie, by hand
atlas        cities of more than 15,000 and countries by name, of GeoNames (CC BY 4.0)
resolve      which of the places of one name an article means, or that it cannot be told
whereabouts  what one article tells of a name, and all of them together
"""

from __future__ import annotations

from sitegen.gazetteer.resolve import Resolved, resolve
from sitegen.gazetteer.whereabouts import Where, decode, encode, is_whereabouts, settled

__all__ = ["Resolved", "Where", "decode", "encode", "is_whereabouts", "resolve", "settled"]
