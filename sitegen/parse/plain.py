"""Plain news text, as scrapers and digitisers leave it -> an article: the entrance of `text`, which has the method."""

from __future__ import annotations

from sitegen.parse.text import read

__all__ = ["read"]
