"""Direct quotations and who said them, without parser or coreference.

    marks        quotation marks and which way they face
    runs         what stands between them; quotations that go on over paragraphs
    tokens       paragraphs in which a quotation is one token and a name is one
    links        how a verb of speech hangs on a mention
    passages     paragraphs with an index of their names, pronouns, quotations and verbs
    scenes       a run, what stands around it, who spoke before
    candidates   who may have said it, with their features (features, turns)
    referents    whom a he or she means
    decide       a conditional logit over the candidates
    offices      persons meant by office, epithet, or as the one who is interviewed
    statements   which runs are somebody's statements, which are titles, fragments and scare quotes
    described    speakers without a name

The method is this project's own; docs/models.md says how it was measured and what its limits are."""

from __future__ import annotations

from sitegen.annotate.people import People
from sitegen.annotate.quotations import weights
from sitegen.annotate.quotations.decide import decide
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.statements import Said, gather

__all__ = ["Said", "find_quotations"]


def find_quotations(text: str, people: People) -> list[Said]:
    """The quotations of a text in order; speakers are numbers of `people.persons`."""
    document = Document(text, people)
    if not document.runs:
        return []
    return gather(document, decide(document, weights.load()))
