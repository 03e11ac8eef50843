"""Context + template -> bytes: pure, and what workers spend their time on."""

from sitegen.render.prose import Link, body, sentence_spans
from sitegen.render.templates import ROOT, Renderer, Site

__all__ = ["ROOT", "Link", "Renderer", "Site", "body", "sentence_spans"]
