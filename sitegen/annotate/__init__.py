"""Annotate: an article in, its people, quotations with speakers, and topics out.

    names        people, organisations and places in a text, by a small network
    people       mentions made persons, with roles
    quotations   direct quotations and who said them
    topics       what an article is about
    keyphrases   the words of its own that tell most of it
    reading      the text that is read, and the way back to the source
    reader       all of it for one article
    annotator    which annotator an archive uses

Nothing here opens a file of the archive; the models are data files of this package, read once a process."""

from __future__ import annotations

from sitegen.annotate.annotator import Annotator, fingerprint, open_annotator

__all__ = ["Annotator", "fingerprint", "open_annotator"]
