"""The short sentences that a report ends in: "The trial continues.", "No date has been set.", "Entry is free." """

from __future__ import annotations

from functools import cache
from itertools import pairwise

from sitegen.parse.bylines import is_name
from sitegen.parse.phrases import is_given_name, tables
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.shape import CLOSING

WORDS = range(2, 13)
LONGEST_AGENCY, LONG = 4, 20
REPORTED = frozenset("said told added will would".split())
SHOWN = frozenset("caption_label caption_word scene from_left pictured picture_bracket ends_in_date".split())
FURNITURE = 0.8  # noise of a line that belongs to no article
QUIET = 0.3  # noise of a line that is no furniture
NO_SENTENCE = frozenset(
    "you imperative small_letter_first title_case capitals address handle repeated under_label bracketed after_form "
    "author_note sales_talk reporting_note by_name by_alone published_label updated_label caption_label".split()
)
OF_WRITERS = frozenset("covers writes reports edits contributes".split())
NOTES = (" reported from ", " contributed ")
CONJUNCTIONS = frozenset("and or but und oder aber et ou mais y o e pero ma en of maar og och i ja".split())


def read_closing_sentences(lines: list[RawLine], extent: Extent) -> None:
    """Mark those that follow the last long paragraph at once; behind the first line of another kind is furniture."""
    for before, line in pairwise(lines[extent.last :]):
        if before.text[-1] != ":" and _is_closing(line):
            line.features["closing_sentence"] = 1.0
        elif "quotation_said" not in line.features or not line.full_stop:
            return


def read_agency_signature(lines: list[RawLine], extent: Extent) -> None:
    """ "(Harbour Wire)" below the last sentence, with nothing but furniture after it, signs the report."""
    i = next((i for i in range(len(lines) - 1, extent.first, -1) if lines[i].noise < FURNITURE), 0)
    if not i or not _is_agency_alone(lines[i]) or not _is_of_report(lines[i - 1], lines[i]):
        return
    lines[i - 1].features.pop("credit_follows", None)
    lines[i].features.pop("credit_alone", None)
    lines[i].features["agency_signature"] = 1.0


def _is_agency_alone(line: RawLine) -> bool:
    if "credit_alone" not in line.features or "labelled_credit" in line.features or line.words > LONGEST_AGENCY:
        return False
    return not any(sign in line.text for sign in "/|©@") and not is_given_name(line.tokens[0])


def _is_of_report(line: RawLine, signature: RawLine) -> bool:
    if "plain" not in line.features or line.has(SHOWN):
        return False
    marked = signature.text[0] in "(—–-"
    return marked or line.words >= LONG or not REPORTED.isdisjoint(line.tokens)


def _is_closing(line: RawLine) -> bool:
    if not _is_sentence(line) or line.noise >= QUIET or line.has(NO_SENTENCE) or line.credit is not None:
        return False
    known = tables().sets
    if "recurring" in line.features and " ".join(line.tokens) not in known["closing"]:
        return False
    return known["of_the_paper"].isdisjoint(line.tokens) and not _is_about_writer(line)


def _is_sentence(line: RawLine) -> bool:
    """A full stop, and a verb or a small word that joins no two keywords."""
    if line.words not in WORDS or line.text.rstrip(CLOSING)[-1:] != "." or line.text.endswith(".."):
        return False
    return any(word in known for word in line.tokens for known in (_small_words(), tables().sets["verb"]))


@cache
def _small_words() -> frozenset[str]:
    return tables().function - CONJUNCTIONS


def _is_about_writer(line: RawLine) -> bool:
    """ "Ann Roe covers the courts.", "Ann Roe is a staff writer.", "Roe reported from Millton." """
    if any(note in line.key for note in NOTES):
        return True
    if not is_name(" ".join(line.text.split()[:2])):
        return False
    return not (OF_WRITERS | tables().sets["byline_role"]).isdisjoint(line.tokens)
