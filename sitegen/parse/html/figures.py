"""Pictures with their captions and credits -> the figures of an article."""

from __future__ import annotations

import re

from sitegen.model import Figure, Passage
from sitegen.parse.html.content import is_prose
from sitegen.parse.html.draft import Draft, is_named, near
from sitegen.parse.html.furniture import SURE, furniture_of
from sitegen.parse.html.pictures import alt_of, place_of, resolved
from sitegen.parse.html.shots import Shot, Shots
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Row
from sitegen.parse.text.captions import find_credit

CAPTION_NAMES = re.compile(
    r"(?:.*[-_])?(?:captions?|figcaption|legend|legende|bildunterschrift|cutline|pie-de-foto|didascalia)"
    r"(?:[-_](?:text|content|body|wrapper|container|inner))?\Z"
)
CREDIT_NAMES = re.compile(
    r"(?:.*[-_])?(?:credits?|copyright|source|photographer|attribution|copyrightholder|rights|agency)(?:[-_].*)?\Z"
)
HOLDER_NAMES = re.compile(
    r"(?:.*[-_])?(?:figure|wp-caption|image|img|photo|picture|media|gallery-item|slide|foto|bild)(?:[-_].*)?\Z"
)
SOURCE = re.compile(r"(?i)\(?(?:image|photo|picture|video)\s+(?:source|credit|copyright)\s*[,:]?\s+(?=\S)")
UP = 6  # elements above a picture in which what holds it and its caption is looked for
HOLDS_TEXT = 0.3  # of the article: what holds more is no figure
LONGEST_UNNAMED = 400  # characters of a caption that nothing but its place tells
SEPARATORS = " |:·•–—-/"
ABOVE, MOST = 4, 100


def find_figures(draft: Draft, pictures: list[tuple[int, Element]], base: str) -> tuple[Figure, ...]:
    """The figures in the order of the page; the picture that the page states for itself where it shows none."""
    shots = _shots(draft, pictures, base)
    corrected = {number: role for number, (role, _) in draft.fates.items() if role in ("caption", "credit")}
    for number in sorted({*draft.free(), *corrected}):
        role = corrected.get(number) or _role(draft, number, shots)
        label = furniture_of(draft.rows[number].text, SURE) if role and number not in corrected else ""
        if label:
            draft.give(number, "dropped", label)
        elif role:
            _assign(draft, shots, number, role)
    kept = [shot for shot in sorted(shots.all, key=lambda shot: shot.at) if shot.place or shot.captions]
    figures = [_figure(draft, shot) for shot in kept[:MOST]]
    return tuple(_with_stated(draft, figures, base))


def _shots(draft: Draft, pictures: list[tuple[int, Element]], base: str) -> Shots:
    first, last = draft.extent
    lowest = min(draft.title_row or first, first) - ABOVE
    shots = Shots()
    seen: set[str] = set()
    for at, element in pictures:
        place = place_of(element, draft.path, base)
        if place is None or place in seen or draft.zones.of(element):
            continue
        holder = _holder(draft, element)
        if lowest <= at <= last + 1 or (holder is not None and holder.tag == "figure"):
            seen.add(place)
            shots.add(Shot(at, element, place, holder))
    return shots


def _holder(draft: Draft, element: Element) -> Element | None:
    """The <figure>, or what is named like one, around a picture or a caption."""
    found = None
    for number, outer in enumerate((element, *element.iterancestors())):
        if number > UP or outer.tag in ("body", "article", "main", "html", "td"):
            break
        if draft.zones.held.get(outer, 0) > HOLDS_TEXT * max(draft.zones.whole, 1) and outer.tag != "figure":
            break
        if outer.tag == "figure":
            return outer
        if is_named(outer, HOLDER_NAMES):
            found = outer
    return found


def _role(draft: Draft, number: int, shots: Shots) -> str:
    """Is this row a caption, a credit, or neither ("")?"""
    if draft.zone(number):
        return ""
    around = near(draft.rows[number].owner)
    in_figure = any(element.tag == "figure" for element in draft.rows[number].owner.iterancestors("figure"))
    caption = any(element.tag == "figcaption" or is_named(element, CAPTION_NAMES) for element in around)
    holder = _holder(draft, draft.rows[number].owner)
    if not (caption or in_figure or holder is not None) or draft.heading(number):
        return ""
    with_picture = caption or in_figure or holder in shots.held
    if with_picture and any(is_named(element, CREDIT_NAMES) for element in around[:2]):
        return "credit"
    if with_picture and _is_credit(draft.rows[number].text):
        return "credit"
    if caption:
        return "caption"
    if any(element.tag in ("table", "blockquote", "ul", "ol", "pre") for element in around):
        return ""
    return "caption" if in_figure or (holder in shots.held and len(draft.rows[number].text) <= LONGEST_UNNAMED) else ""


def _is_credit(text: str) -> bool:
    found = find_credit(text)
    return SOURCE.match(text) is not None or (found is not None and found.caption == 0)


def _assign(draft: Draft, shots: Shots, number: int, role: str) -> None:
    """Give a caption or a credit to its picture."""
    shot = _shot_of(draft, shots, number)
    stays = draft.fates.get(number) is not None
    if shot is None and (stays or _is_within(draft, number)):
        shot = Shot(number, None)
        shots.add(shot)
    if shot is None:
        draft.give(number, "dropped", draft.zone(number) or "caption outside the article")
    elif role == "credit" and not shot.credits:
        shot.credits.append(number)
        draft.give(number, "credit", "credit of a picture")
    elif role == "credit":
        draft.give(number, "dropped", "second credit of one caption")
    elif not shot.captions or shot.captions[-1] == number - 1:
        shot.captions.append(number)
        draft.give(number, "caption", "caption of a picture")
    else:
        draft.give(number, "dropped", "second caption of one picture")


def _is_within(draft: Draft, number: int) -> bool:
    first, last = draft.extent
    return first - ABOVE <= number <= last and not draft.zone(number)


def _shot_of(draft: Draft, shots: Shots, number: int) -> Shot | None:
    """The picture in the same holder, else the nearest one before, else the one that follows at once."""
    holder = _holder(draft, draft.rows[number].owner)
    beside = shots.beside(holder, number)
    if beside is not None or (holder is not None and holder.tag == "figure"):
        return beside
    return shots.close_to(number, lambda first, last: _is_clear(draft, first, last))


def _is_clear(draft: Draft, first: int, last: int) -> bool:
    """Does no prose stand between?"""
    return not any(
        draft.main[n] and is_prose(draft.rows[n].text) and draft.fates.get(n, ("",))[0] not in ("caption", "credit")
        for n in range(first, last)
    )


def _figure(draft: Draft, shot: Shot) -> Figure:
    caption = credit = None
    if shot.captions:
        caption = draft.passage(shot.captions[0], shot.captions[-1])
        if len(shot.captions) == 1:
            caption, credit = split(draft.rows[shot.captions[0]], shot.captions[0])
    if shot.credits:
        credit = _alone(draft.rows[shot.credits[0]], shot.credits[0])
    alt = alt_of(shot.element) if shot.element is not None else ""
    return Figure(shot.place, caption, credit, alt)


def split(row: Row, number: int) -> tuple[Passage | None, Passage | None]:
    """Caption and credit of one row: by what the page marks as the credit, else by its words."""
    for element in row.owner.iter():
        if element is not row.owner and isinstance(element.tag, str) and is_named(element, CREDIT_NAMES):
            words = " ".join("".join(element.itertext()).split())
            at = row.text.rfind(words) if words else -1
            if at >= 0:
                return _slice(row, number, 0, at), _trimmed_credit(row, number, at, at + len(words))
    found = find_credit(row.text)
    if found is None:
        return _slice(row, number, 0, len(row.text)), None
    return _slice(row, number, 0, found.caption), _slice(row, number, found.start, found.end)


def _alone(row: Row, number: int) -> Passage | None:
    return _trimmed_credit(row, number, 0, len(row.text))


def _trimmed_credit(row: Row, number: int, start: int, end: int) -> Passage | None:
    """A credit without its label ("Photo:") and the brackets around it."""
    label = SOURCE.match(row.text, start, end)
    found = find_credit(row.text[start:end])
    if label is not None:
        start = label.end()
    elif found is not None and found.caption == 0:
        start, end = start + found.start, start + found.end
    elif row.text[start] + row.text[end - 1] in ("()", "[]"):
        start, end = start + 1, end - 1
    return _slice(row, number, start, end)


def _slice(row: Row, number: int, start: int, end: int) -> Passage | None:
    """The words without blanks and separating marks around them; brackets that belong to words stay."""
    while end > start and row.text[end - 1] in SEPARATORS:
        end -= 1
    while start < end and row.text[start] in SEPARATORS:
        start += 1
    return Passage(row.start + start, row.start + end, number + 1) if start < end else None


def _with_stated(draft: Draft, figures: list[Figure], base: str) -> list[Figure]:
    if any(figure.image for figure in figures) or not draft.meta.image:
        return figures
    place = resolved(draft.meta.image, draft.path, base)
    if place is None:
        return figures
    if figures:
        return [Figure(place, figures[0].caption, figures[0].credit, draft.meta.image_alt), *figures[1:]]
    return [Figure(place, alt=draft.meta.image_alt)]
