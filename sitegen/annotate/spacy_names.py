"""Names by a spaCy package, for other languages: `model = "spacy:<package>"`.  spaCy's objects stay in here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata

from sitegen.annotate.names import Entity, Kind
from sitegen.errors import ConfigError

KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
}
# spaCy tells no probability: a round guess, enough for a lone name
PROBABILITY = 0.8


def open_package(package: str) -> Callable[[str], list[Entity]]:
    """text -> entities.  Raises ConfigError where spaCy or the package is missing."""
    versions(package)
    import spacy

    language = spacy.load(package, exclude=["parser", "lemmatizer", "attribute_ruler"])

    def entities(text: str) -> list[Entity]:
        found = ((e.start_char, e.end_char, KINDS.get(e.label_)) for e in language(text).ents)
        return [Entity(start, end, kind, PROBABILITY) for start, end, kind in found if kind]

    return entities


def versions(package: str) -> str:
    """The versions of spaCy and of the package, without importing either.  Raises ConfigError where one is missing."""
    found = []
    for name in ("spacy", package):
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            raise ConfigError(
                f"annotate.model = 'spacy:{package}' needs {name}, which is not installed.",
                f"Install the extra sitegen[spacy] and {package} beside it, or use annotate.model = 'builtin'.",
            ) from None
    return ", ".join(found)
