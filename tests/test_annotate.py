"""The front door: an article in, annotations out, in the offsets of its own text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import Annotator, fingerprint, open_annotator
from sitegen.annotate.reading import Reading
from sitegen.errors import ConfigError
from sitegen.model import Annotations, Article, Block, Figure, Given, Passage

STORY = """Harbour chief travels to Zenda with warning over storm wall
(1) Harbour Secretary Maud Tarrant steps ashore at Port Lorne. (Coast Photo/ Ned Fairweather)
Foreign Secretary Henry Bolitho said on Tuesday that the plan for Port Lorne was “dead in the water”.
Ruritanian foreign minister Carlotta Vanstone told the closing news conference: “We have to talk to the fishermen first.
“There is no agreement yet on who should pay for the wall, and there will be none this year.”
Mr Bolitho refused to give a date for the work in Port Lorne.
“They have a big choice: do they want to keep the boats, or do they want to keep the beach?” he told Coast Radio.
“Of course, everybody understands that the wall has a price. All that can be discussed.”
Ms Tarrant, who is due to meet with her Ruritanian counterpart Sergio Lambert, said the Crane regime was over.
“It is clear to all of us that the storms are getting worse,” she said."""


@pytest.fixture(scope="module")
def builtin() -> Annotator:
    return open_annotator("builtin")


def article_of(text: str, given: Given = Given(), captions: frozenset[int] = frozenset()) -> Article:  # noqa: B008
    """The first line as title, the others as paragraphs; a caption's credit stands in its last brackets."""
    passages, position = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            start = position + line.index(line.strip()[0])
            passages.append(Passage(start, start + len(line.strip()), number))
        position += len(line) + 1
    figures = []
    for p in passages:
        if p.line in captions:
            credit = text.rindex("(", p.start, p.end)
            caption = Passage(p.start, len(text[:credit].rstrip()), p.line)
            figures.append(Figure(caption=caption, credit=Passage(credit, p.end, p.line)))
    blocks = tuple(Block("paragraph", p) for p in passages[1:] if p.line not in captions)
    return Article(text, passages[0] if passages else None, figures=tuple(figures), blocks=blocks, given=given)


def speakers(text: str, found: Annotations) -> list[tuple[str | None, str]]:
    return [
        (found.people[q.speaker].name if q.speaker is not None else None, text[slice(*q.spans[0])].split(" ")[0])
        for q in found.quotations
        if q.statement
    ]


def test_a_whole_story(builtin: Annotator) -> None:
    found = builtin.annotate(article_of(STORY, captions=frozenset([2])))
    assert {p.name: p.roles for p in found.people} == {
        "Maud Tarrant": ("Harbour Secretary",),
        "Henry Bolitho": ("Foreign Secretary",),
        "Carlotta Vanstone": ("Ruritanian foreign minister",),
        "Sergio Lambert": ("Ruritanian counterpart",),
    }
    assert speakers(STORY, found) == [
        ("Carlotta Vanstone", "We"),
        ("Henry Bolitho", "They"),
        ("Henry Bolitho", "Of"),
        ("Maud Tarrant", "It"),
    ]
    assert [len(q.spans) for q in found.quotations if q.statement] == [2, 1, 1, 1]
    assert any(t.name == "Port Lorne" for t in found.topics)
    _check(STORY, found)


def _check(text: str, found: Annotations) -> None:
    """What holds of all annotations."""
    for person in found.people:
        assert list(person.mentions) == sorted(set(person.mentions))
        assert all(0 <= s < e <= len(text) for s, e in person.mentions)
        assert 0 < person.confidence <= 1 and person.evidence and person.name.strip()
    for q in found.quotations:
        assert q.spans and list(q.spans) == sorted(set(q.spans))
        assert all(0 <= s < e <= len(text) and "\n" not in text[s:e] for s, e in q.spans)
        assert q.speaker is None or (0 <= q.speaker < len(found.people) and q.how and q.described is None)
    for topic in found.topics:
        assert topic.mentions and all(0 <= s < e <= len(text) for s, e in topic.mentions)


PIECES = st.sampled_from(
    'Maud Tarrant|Mr Bolitho|he|she|said|told|the minister of|Zenda|“|”|"|‘|’|„|,|.|?|\n|\n\n|the|wall|'
    "(Ned Fair/Coast Press)|'s regime|é中|\u00a0|5'2\"|\t".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=80))
def test_any_text_is_annotated_within_itself(builtin: Annotator, text: str) -> None:
    article = article_of(text)
    found = builtin.annotate(article)
    _check(text, found)
    assert found == builtin.annotate(article)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_reading_text_leads_back_to_the_same_words(text: str) -> None:
    reading = Reading(article_of(text))
    for start, line in zip(reading._starts, reading.text.split("\n"), strict=False):
        span = reading.source(start, start + len(line))
        assert span is None or text[slice(*span)] == line


def rewritten(source: str, words: str) -> Reading:
    return Reading(Article("# x\n" + source, blocks=(Block("paragraph", Passage(4, 4 + len(source), 2, words)),)))


@pytest.mark.parametrize(
    ("source", "words", "part", "slice_"),
    [
        ("Maud\nTarrant left", "Maud Tarrant left", "Maud Tarrant", "Maud\nTarrant"),
        ("**Maud** _Tarrant_ left", "Maud Tarrant left", "Tarrant", "Tarrant"),
        ("[Maud Tarrant](x/left-left) left", "Maud Tarrant left", "left", "left"),
        ("<b class='Maud'>Maud</b> left", "Maud left", "Maud", "Maud"),
        ("the inter-\nnational wall", "the international wall", "wall", "wall"),
        ("the inter-\nnational wall", "the international wall", "international", "inter-\nnational"),
        ("Tarrant &amp; Co left", "Tarrant & Co left", "Co left", "Co left"),
        ("M&amp;S left", "M&S left", "M&S", "M&amp;S"),
    ],
)
def test_rewritten_words_are_found_in_the_source(source: str, words: str, part: str, slice_: str) -> None:
    reading = rewritten(source, words)
    start = reading.text.index(part)
    span = reading.source(start, start + len(part))
    assert span is not None and reading.article.text[slice(*span)] == slice_
    assert part != "left" or span[1] == len(reading.article.text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=40))
def test_words_that_the_source_lacks_still_lie_inside_it(source: str, words: str) -> None:
    reading = rewritten(source + "x", words)
    span = reading.source(0, len(words))
    assert span is None or 4 <= span[0] <= len(reading.article.text)


def test_front_matter_names_the_people(builtin: Annotator) -> None:
    stated = Given(people=("Henry Bolitho", "Ada Quennell"), tags=("Harbours",))
    found = builtin.annotate(article_of(STORY, stated, captions=frozenset([2])))
    names = [p.name for p in found.people]
    assert names[:2] == ["Henry Bolitho", "Ada Quennell"]
    assert set(names[2:]) == {"Maud Tarrant", "Carlotta Vanstone"}  # quoted, so people all the same
    assert found.people[0].roles == ("Foreign Secretary",) and found.people[0].mentions
    assert ("Henry Bolitho", "They") in speakers(STORY, found)
    assert [(t.name, t.kind) for t in found.topics] == [("Harbours", "topic")]


def test_none_reads_front_matter_alone() -> None:
    annotator = open_annotator("none")
    assert annotator.annotate(article_of(STORY)) == Annotations()
    found = annotator.annotate(article_of(STORY, Given(people=("Ada Quennell",), tags=("Harbours",))))
    assert [p.name for p in found.people] == ["Ada Quennell"]
    assert [t.name for t in found.topics] == ["Harbours"]
    assert found.quotations == ()


def test_none_does_without_numpy() -> None:
    code = "import sys, sitegen.annotate as a; a.open_annotator('none').fingerprint; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_fingerprints_differ_and_hold(builtin: Annotator) -> None:
    assert fingerprint("none") == open_annotator("none").fingerprint
    assert fingerprint("builtin") == builtin.fingerprint
    assert len({fingerprint("none"), fingerprint("builtin")}) == 2 and len(fingerprint("none")) == 16


def test_a_missing_spacy_package_says_what_to_install() -> None:
    for ask in (open_annotator, fingerprint):
        with pytest.raises(ConfigError) as error:
            ask("spacy:no_such_package")
        assert "no_such_package" in error.value.message and "sitegen[spacy]" in error.value.hint


def test_a_shouting_headline_does_not_name_the_person(builtin: Annotator) -> None:
    text = "MAUD TARRANT LEAVES\nMaud Tarrant left the harbour board on Friday. Ms Tarrant gave no reason."
    assert [p.name for p in builtin.annotate(article_of(text)).people] == ["Maud Tarrant"]
