"""What the model sees of a candidate: short strings, each with a weight in data/speakers.json.

The strings are keys of the trained table: a change here asks for training anew (tools/speakers).  They begin with
where a mention stands: b before the quotation, a after it, p in an earlier paragraph, n in the next; X for a plain
subject, L the last speaker, M the one before, 0 nobody.  v, vc, vw, vq tell of the verb that it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.quotations.facts import FAR, Document, History, Shape, only_quoted
from sitegen.annotate.quotations.links import NO_VERB, verb_link
from sitegen.annotate.quotations.tokens import Token


@dataclass(slots=True)
class Scene:
    """A run, what stands around it, and who spoke before."""

    document: Document
    shape: Shape
    history: History
    last: int | None
    last_run: int
    other: int | None
    gap: int  # paragraphs since the last speaker's run
    verbs: str  # "v" where the paragraph has a verb of speech, else "-"
    before: int = 0  # mentions in the paragraph before and after the run
    after: int = 0

    @classmethod
    def of(cls, document: Document, number: int, history: History) -> Scene:
        shape = Shape.of(document, number)
        last, run, other = history.last_two()
        gap = FAR if last is None else shape.run.paragraph - document.runs[run].paragraph
        verbs = "v" if any(token.kind == "V" for token in shape.tokens) else "-"
        return cls(document, shape, history, last, run, other, gap, verbs)

    @property
    def names(self) -> str:
        """ "n" where the paragraph names or points to anybody, else "-"."""
        return "n" if self.before or self.after else "-"


def bucket(distance: int) -> int:
    """A distance in tokens by its order of size."""
    if distance < 5:
        return distance
    return 5 if distance < 8 else 8 if distance < 13 else 13 if distance < 21 else 21


def of_before(scene: Scene, token: Token, distance: int) -> list[str]:
    """A mention before the run in its paragraph."""
    shape, sentences = scene.shape, scene.shape.tokens[scene.shape.at].sentence - token.sentence
    return [
        f"b{min(sentences, 3) if sentences else 's'}",
        f"bn{min(scene.before, 4)}",
        f"bd{bucket(distance)}",
        f"b{shape.position}{min(sentences, 3)}",
        f"bs{shape.shape}{token.kind}{min(scene.before, 2)}",
    ]


def of_after(scene: Scene, token: Token, distance: int, quotations: int) -> list[str]:
    """A mention after the run in its paragraph, with so many other quotations between."""
    shape, sentences = scene.shape, token.sentence - scene.shape.tokens[scene.shape.at].sentence
    return [
        f"a{min(sentences, 3) if sentences else 's'}",
        f"an{min(scene.after, 4)}",
        f"ad{bucket(distance)}",
        f"aq{min(quotations, 2)}",
        f"a{shape.position}{min(sentences, 3)}",
        f"as{shape.shape}{token.kind}{'x' if sentences else 's'}{min(scene.after, 2)}",
    ]


def of_subject(scene: Scene, token: Token, at: int) -> list[str]:
    """A plain subject of a verb of speech in the run's paragraph."""
    shape = scene.shape
    side = "b" if at < shape.at else "a"
    same = "x" if shape.tokens[shape.at].sentence != token.sentence else "s"
    return [
        f"X{side}{same}",
        "Xw=" + token.word,
        f"Xd{side}{bucket(abs(shape.at - at))}",
        f"Xs{side}{shape.shape}{same}",
    ]


def of_earlier_subject(scene: Scene, tokens: list[Token], at: int) -> list[str]:
    """A plain subject in the paragraph before."""
    sentences = min(tokens[-1].sentence - tokens[at].sentence, 2)
    position = scene.shape.position
    return [f"Xp{sentences}", f"Xp{sentences}{position}", f"Xpe{tokens[-1].kind}{position}", "Xw=" + tokens[at].word]


def of_earlier(scene: Scene, tokens: list[Token], at: int, back: int, quoted: str, seen: int) -> list[str]:
    """A mention `back` paragraphs earlier; `seen` mentions of that paragraph stand nearer; `quoted` is "q" where
    it holds a quotation."""
    token, ending, position = tokens[at], tokens[-1], scene.shape.position
    sentences = ending.sentence - token.sentence
    place = f"{back}{min(sentences, 2)}{'f' if _first_of_sentence(tokens, at) else 'l'}"
    features = [
        "p" + place,
        f"p{place}{position}",
        f"p{back}{scene.verbs}{scene.names}{position}",
        f"p{back}{quoted}{min(seen, 3)}",
        f"p{back}e{ending.kind}{position}",
        f"p{back}_{token.kind}",
        f"ptop{back}{'0' if at == 0 else '1' if at < 3 else 'x'}",
    ]
    if back == 1 and not sentences:
        code, verb = verb_link(tokens, at)
        features.append(f"p1v{code}{tokens[verb].verb if verb != NO_VERB else ''}{ending.kind}{position}")
    return features


def _first_of_sentence(tokens: list[Token], at: int) -> bool:
    sentence = tokens[at].sentence
    for place in range(at - 1, -1, -1):
        if tokens[place].sentence != sentence:
            return True
        if tokens[place].kind in "NP":
            return False
    return True


def of_next(scene: Scene, first: Token, at: int) -> list[str]:
    """The first mention among the first words of the next paragraph, which begins with the token `first`."""
    told = "v" if scene.verbs == "v" or scene.names == "n" else "-"
    return [
        "n1",
        f"n1{scene.shape.position}{told}",
        f"n1i{min(at, 3)}",
        f"n1{'Q' if first.kind == 'Q' else '-'}",
        f"n1e{scene.shape.end}",
    ]


def of_mention(scene: Scene, kind: str, person: int | None, tokens: list[Token], at: int) -> list[str]:
    """What every mention tells: its neighbours, the verb that it hangs on, who it is."""
    token = tokens[at]
    left = tokens[at - 1].symbol if at else "^"
    right = "'s" if token.possessive else tokens[at + 1].symbol if at + 1 < len(tokens) else "$"
    features = [f"k={kind}", f"l={kind}{left}", f"r={kind}{right}", f"lr={kind}{left}_{right}"]
    if at and tokens[at - 1].kind in "ict":
        features.append("lw=" + tokens[at - 1].word)
    code, verb = verb_link(tokens, at)
    features.append(f"v={kind}{code}")
    if verb != NO_VERB:
        features += (f"vc={code}{tokens[verb].verb}", "vw=" + tokens[verb].word)
        if tokens is scene.shape.tokens:
            features += _of_verb(scene.shape, code, verb)
    if person is not None:
        features += _of_person(scene, person)
    return features


def _of_verb(shape: Shape, code: str, at: int) -> tuple[str, str, str]:
    """Where the verb stands to the run: side, sentence, quotations between."""
    verb = shape.tokens[at]
    same = "s" if verb.sentence == shape.tokens[shape.at].sentence else "x"
    low, high = (at, shape.at) if at < shape.at else (shape.at, at)
    between = "q" if any(token.kind == "Q" for token in shape.tokens[low + 1 : high]) else ""
    side = "b" if at < shape.at else "a"
    return (
        f"vq={code}{side}{same}{min(high - low, 6)}{between}",
        f"vqc={verb.verb}{code}{side}{same}{between}",
        f"vqs={shape.shape}{code}{side}{same}{between}",
    )


def _of_person(scene: Scene, person: int) -> list[str]:
    features = []
    if person == scene.last:
        features += ["=L", f"=L{min(scene.gap, 3)}{scene.shape.position}"]
    elif person == scene.other:
        features.append("=L2")
    features.append(f"rk{min(scene.document.rank[person], 4)}")
    if scene.document.one_word[person]:
        features.append("mono")
    return features


def of_last_speaker(scene: Scene) -> list[str]:
    """The last speaker as a candidate of its own: the quotation goes on."""
    gap, shape, names, verbs = scene.gap, scene.shape, scene.names, scene.verbs
    features = [
        "L",
        f"Lg{min(gap, 5)}",
        f"Lg{min(gap, 4)}{shape.shape}",
        f"Lv{min(gap, 3)}{verbs}{names}",
        f"Lpos{shape.position}{names}{verbs}",
    ]
    features += _since_last(scene) if gap else ["Lsame"]
    if not scene.document.runs[scene.last_run].closed:
        features.append(f"Lopen{min(gap, 3)}")
    if len(scene.history.speakers) - 1 != scene.last_run:
        features.append("Lnotprev")
    if shape.run.continues is not None:
        features.append("Lcont")
    if scene.other is not None and gap == 1 and scene.history.takes_turns():
        features.append("Lalt")
    return features


def _since_last(scene: Scene) -> list[str]:
    """Who is named in the paragraphs between the last speaker's run and this one."""
    document, gap, shape = scene.document, scene.gap, scene.shape
    near, paragraph = min(gap, 3), shape.run.paragraph
    last = document.tokens[document.runs[scene.last_run].paragraph]
    named = {
        token.number
        for between in range(max(0, paragraph - gap + 1), paragraph)
        for token in document.tokens[between]
        if token.kind == "N"
    }
    others = len(named - {scene.last})
    features = [
        f"Lalone{'A' if only_quoted(last) else '-'}{near}",
        f"Lo{near}{min(others, 2)}{shape.position}",
        f"Lown{near}{int(scene.last in named)}{shape.position}",
    ]
    if last and last[-1].kind == "Q":
        features.append(f"Lendq{near}{shape.position}")
    return features


def of_other_speaker(scene: Scene) -> list[str]:
    """The speaker before the last: two take turns."""
    shape, names, verbs = scene.shape, scene.names, scene.verbs
    features = ["M", f"Mg{min(scene.gap, 4)}{shape.shape}", f"M{shape.position}{names}{verbs}"]
    if scene.document.tokens.last_sign(scene.document.runs[scene.last_run]) == "?":
        features.append("Mq")
    if scene.history.takes_turns():
        features.append("Malt")
    return features


def of_nobody(scene: Scene) -> list[str]:
    """Nobody: a title, a scare quote, words of a group."""
    shape, names, verbs = scene.shape, scene.names, scene.verbs
    sentence = shape.tokens[shape.at].sentence
    spoken = any(token.kind == "V" and token.sentence == sentence for token in shape.tokens)
    title, length = int(shape.title), shape.length
    features = [
        "0",
        f"0n{length}",
        f"0c{title}",
        f"0cl{title}{length}",
        f"0s{shape.shape}",
        f"0s{shape.shape}{length}",
        f"0lo{int(shape.lower)}{length}",
        f"0v{verbs}{names}{shape.position}",
        f"0vs{spoken}",
    ]
    if scene.history.speakers and scene.history.speakers[-1] is None:
        previous = scene.document.runs[len(scene.history.speakers) - 1].paragraph
        features.append(f"0prev{min(shape.run.paragraph - previous, 3)}{shape.shape}")
    if scene.last is None:
        features.append("0noL" + shape.position)
    return features
