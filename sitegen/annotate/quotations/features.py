"""What the model sees of a candidate: short strings, each with a weight in data/speakers.json.

The strings are keys of the trained table: a change here asks for training anew (tools/speakers).  They begin with
where a mention stands: b before the quotation, a after it, p in an earlier paragraph, n in the next; X for a plain
subject.  v, vc, vw, vq tell of the verb that it hangs on.

Strings that depend on the same few facts come as one group, made once for each combination of them and kept."""

from __future__ import annotations

from functools import cache

from sitegen.annotate.quotations.links import NO_VERB, verb_link
from sitegen.annotate.quotations.passages import Passage
from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.tokens import Token
from sitegen.annotate.quotations.weights import Group

NEAR = (0, 1, 2, 3, 4, 5, 5, 5, 8, 8, 8, 8, 8, 13, 13, 13, 13, 13, 13, 13, 13)


def bucket(distance: int) -> int:
    """A distance in tokens by its order of size."""
    return NEAR[distance] if distance < len(NEAR) else 21


def of_before(scene: Scene, place: int) -> list[Group]:
    """A mention before the run in its paragraph."""
    shape = scene.shape
    token, distance = shape.tokens[place], shape.at - place
    sentences, before = min(shape.sentence - token.sentence, 3), min(scene.before, 4)
    groups: list[Group] = [
        _before(sentences, before, bucket(distance)),
        _before_run(sentences, before, shape.shape, token.kind),
    ]
    if not sentences and shape.tokens[shape.at - 1].kind == ":":
        groups.append("b:=" if distance == 2 else "b:1" if place in shape.passage.first else "b:0")
    return groups


@cache
def _before(sentences: int, before: int, distance: int) -> Group:
    return f"b{sentences or 's'}", f"bn{before}", f"bd{distance}"


@cache
def _before_run(sentences: int, before: int, shape: str, kind: str) -> Group:
    return f"b{shape[0]}{sentences}", f"bs{shape}{kind}{min(before, 2)}"


def of_after(scene: Scene, place: int) -> list[Group]:
    """A mention after the run in its paragraph."""
    shape = scene.shape
    token, distance = shape.tokens[place], place - shape.at
    sentences, after = min(token.sentence - shape.sentence, 3), min(scene.after, 4)
    quotations = min(shape.passage.quoted(shape.at + 1, place), 2)
    return [
        _after(sentences, after, bucket(distance), quotations),
        _after_run(sentences, after, shape.shape, token.kind),
    ]


@cache
def _after(sentences: int, after: int, distance: int, quotations: int) -> Group:
    return f"a{sentences or 's'}", f"an{after}", f"ad{distance}", f"aq{quotations}"


@cache
def _after_run(sentences: int, after: int, shape: str, kind: str) -> Group:
    return f"a{shape[0]}{sentences}", f"as{shape}{kind}{'x' if sentences else 's'}{min(after, 2)}"


def of_subject(scene: Scene, place: int) -> list[Group]:
    """A plain subject of a verb of speech in the run's paragraph."""
    shape, token = scene.shape, scene.shape.tokens[place]
    side, same = "b" if place < shape.at else "a", "x" if shape.sentence != token.sentence else "s"
    return [_subject(side, same, bucket(abs(shape.at - place)), shape.shape), "Xw=" + token.word]


@cache
def _subject(side: str, same: str, distance: int, shape: str) -> Group:
    return f"X{side}{same}", f"Xd{side}{distance}", f"Xs{side}{shape}{same}"


def of_earlier_subject(scene: Scene, tokens: list[Token], at: int) -> list[Group]:
    """A plain subject in the paragraph before."""
    sentences = min(tokens[-1].sentence - tokens[at].sentence, 2)
    return [_earlier_subject(sentences, tokens[-1].kind, scene.shape.position), "Xw=" + tokens[at].word]


@cache
def _earlier_subject(sentences: int, ending: str, position: str) -> Group:
    return f"Xp{sentences}", f"Xp{sentences}{position}", f"Xpe{ending}{position}"


def of_earlier(scene: Scene, passage: Passage, at: int, back: int, seen: int) -> list[Group]:
    """A mention `back` paragraphs earlier; `seen` mentions of that paragraph stand nearer."""
    tokens, position = passage.tokens, scene.shape.position
    token, ending = tokens[at], tokens[-1]
    sentences = min(ending.sentence - token.sentence, 2)
    top, quoted = 0 if at == 0 else 1 if at < 3 else 2, "q" if passage.quotations else "-"
    groups: list[Group] = [
        _earlier(back, sentences, at in passage.first, position, token.kind, top),
        _earlier_run(back, scene.verbs, scene.names, position, quoted, min(seen, 3), ending.kind),
    ]
    if back == 1 and not sentences:
        code, verb = verb_link(tokens, at)
        groups.append(_earlier_verb(code, tokens[verb].verb if verb != NO_VERB else "", ending.kind, position))
    return groups


@cache
def _earlier(back: int, sentences: int, first: bool, position: str, kind: str, top: int) -> Group:
    place = f"{back}{sentences}{'f' if first else 'l'}"
    return "p" + place, f"p{place}{position}", f"p{back}_{kind}", f"ptop{back}{'01x'[top]}"


@cache
def _earlier_run(back: int, verbs: str, names: str, position: str, quoted: str, seen: int, ending: str) -> Group:
    return f"p{back}{verbs}{names}{position}", f"p{back}{quoted}{seen}", f"p{back}e{ending}{position}"


@cache
def _earlier_verb(code: str, verb: str, ending: str, position: str) -> Group:
    return (f"p1v{code}{verb}{ending}{position}",)


def of_next(scene: Scene, first: Token, at: int) -> list[Group]:
    """The first mention among the first words of the next paragraph, which begins with the token `first`."""
    told = "v" if scene.verbs == "v" or scene.names == "n" else "-"
    return [_next(scene.shape.position, told, min(at, 3), "Q" if first.kind == "Q" else "-", scene.shape.end)]


@cache
def _next(position: str, told: str, at: int, first: str, end: str) -> Group:
    return "n1", f"n1{position}{told}", f"n1i{at}", f"n1{first}", f"n1e{end}"


def of_mention(scene: Scene, kind: str, person: int | None, passage: Passage, at: int) -> list[Group]:
    """What every mention tells: its neighbours, the verb that it hangs on, who it is."""
    tokens = passage.tokens
    code, verb = verb_link(tokens, at)
    groups = _neighbours(kind, tokens, at)
    if verb == NO_VERB:
        groups.append(_link(kind, code))
    else:
        groups.append(_verb(kind, code, tokens[verb].verb, tokens[verb].word))
        if passage is scene.shape.passage:
            groups.append(_of_verb(scene, code, verb))
    if person is not None:
        groups.append(_of_person(scene, kind, person))
    return groups


def _neighbours(kind: str, tokens: list[Token], at: int) -> list[Group]:
    token, before = tokens[at], tokens[at - 1] if at else None
    left = "^" if before is None else before.verb or before.kind
    right = "'s" if token.possessive else tokens[at + 1].symbol if at + 1 < len(tokens) else "$"
    if before is not None and before.kind in "ict":
        return [_between(kind, left, right), "lw=" + before.word]
    return [_between(kind, left, right)]


@cache
def _between(kind: str, left: str, right: str) -> Group:
    return f"k={kind}", f"l={kind}{left}", f"r={kind}{right}", f"lr={kind}{left}_{right}"


@cache
def _link(kind: str, code: str) -> Group:
    return (f"v={kind}{code}",)


@cache
def _verb(kind: str, code: str, verb: str, word: str) -> Group:
    return f"v={kind}{code}", f"vc={code}{verb}", "vw=" + word


def _of_verb(scene: Scene, code: str, at: int) -> Group:
    """Where the verb stands to the run: side, sentence, quotations between."""
    shape = scene.shape
    verb = shape.tokens[at]
    same = "s" if verb.sentence == shape.sentence else "x"
    low, high = (at, shape.at) if at < shape.at else (shape.at, at)
    between = "q" if shape.passage.quoted(low + 1, high) else ""
    return _verb_of_run(code, verb.verb, "b" if at < shape.at else "a", same, min(high - low, 6), between, shape.shape)


@cache
def _verb_of_run(code: str, verb: str, side: str, same: str, distance: int, between: str, shape: str) -> Group:
    return (
        f"vq={code}{side}{same}{distance}{between}",
        f"vqc={verb}{code}{side}{same}{between}",
        f"vqs={shape}{code}{side}{same}{between}",
    )


def _of_person(scene: Scene, kind: str, person: int) -> Group:
    last = person == scene.last
    other = person == scene.other and not last
    gap, document = min(scene.gap, 3) if last else 0, scene.document
    rank = document.rank[person]
    return _person(
        kind if person in scene.named else "",
        last,
        other,
        gap,
        scene.shape.position,
        min(rank, 4),
        document.one_word[person],
    )


@cache
def _person(inside: str, last: bool, other: bool, gap: int, position: str, rank: int, one_word: bool) -> Group:
    return (
        *(["in" + inside] if inside else ()),
        *(["=L", f"=L{gap}{position}"] if last else ["=L2"] if other else ()),
        f"rk{rank}",
        *(["mono"] if one_word else ()),
    )
