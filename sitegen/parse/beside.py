"""Pictures that lie beside a source become its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from sitegen.model import Article, Figure


def with_pictures(article: Article, pictures: Sequence[str]) -> Article:
    """The captions of a text in their order belong to the pictures beside it in theirs; what is left over on either
    side stands alone."""
    shown = {figure.image for figure in article.figures}
    waiting = iter([path for path in pictures if path not in shown])
    figures = [*_with_captions(article.figures, waiting), *(Figure(path) for path in waiting)]
    return structs.replace(article, figures=tuple(figures))


def _with_captions(figures: Sequence[Figure], pictures: Iterator[str]) -> Iterator[Figure]:
    for figure in figures:
        path = next(pictures, None) if figure.image is None else None
        yield structs.replace(figure, image=path) if path else figure
