"""Who bears a name in one text: full names that are one person's, and whom a surname alone means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import PARTICLES, TITLES, Span, Words, bare, compatible, surname
from sitegen.annotate.people.person import Person
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.people.stated import Nicknamed, other_name
from sitegen.annotate.people.variants import LONG, one_letter_less, one_person, same_generation
from sitegen.annotate.words import Gender

ENDS_OF_TITLES = frozenset(".") | {word[-1] for word, gender in TITLES.items() if gender}
TITLE_REACH = 14  # characters before a surname in which its title stands
PARAGRAPH = 5000  # characters of a paragraph that are looked back over
GENERATION_WORDS = (
    ((" younger ", " junior ", " Junior "), ("jr", "ii", "iii", "iv")),
    ((" elder ", " older ", " senior ", " Senior "), ("sr",)),
)
MANY = 6  # full mentions; more make nobody likelier
MOST = 50  # bearers of one surname that are compared
MEN, WOMEN = 0.95, 0.05  # shares of men from which a first name tells the gender
RARE = 2  # mentions of a surname that may be another one's misspelling


class Named(NamedTuple):
    """A mention with the folded words of its name, its "jr" or "sr", and the full name where the text does not
    write it in one piece."""

    start: int
    end: int
    words: Words
    generation: str = ""
    whole: str = ""


class Bearers:
    """The persons so far, by each word of their names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.persons: list[Person] = []
        self.by_surname: dict[str, list[int]] = {}
        self.by_first_name: dict[str, list[int]] = {}
        self.by_middle_name: dict[str, list[int]] = {}
        self.by_words: dict[tuple[Words, str], int] = {}
        self.full_at: list[list[int]] = []
        self.lone: dict[tuple[str, Gender | None], int] = {}
        self.taken = Taken(())
        self.expected: Counter[str] = Counter()
        self.misspelt: dict[str, str] = {}

    def add_nicknamed(self, found: Nicknamed) -> None:
        """A name with a nickname in marks: a person under both."""
        number = self._new(found.words, found.forms[0], found.span, "")
        self.persons[number].also.append(found.forms[1])
        self.by_words.setdefault((bare(found.forms[1]).words, ""), number)

    def add_full(self, mention: Named) -> None:
        """A name of two words and more joins the person whose it may be, or is a new one."""
        key, span = (mention.words, mention.generation), (mention.start, mention.end)
        known = self.by_words.get(key)
        fitting = [known] if known is not None else self._fitting(mention)
        if not fitting:
            name = mention.whole or self.text[mention.start : mention.end]
            fitting = [self._new(mention.words, name, span, mention.generation)]
        else:
            number = max(fitting, key=lambda number: (self._named_before(number, mention.start), -number))
            self.persons[number].mentions.append(span)
        if len(fitting) == 1:
            self.by_words[key] = fitting[0]
            self._add_other_name(fitting[0], other_name(self.text, mention.start, mention.end))

    def _new(self, words: Words, name: str, span: Span, generation: str) -> int:
        number = len(self.persons)
        self.persons.append(Person(words, name, [span], generation=generation))
        self.by_surname.setdefault(surname(words), []).append(number)
        self.by_words.setdefault((words, generation), number)
        return number

    def _fitting(self, mention: Named) -> list[int]:
        """The bearers of that surname whose names agree."""
        return [
            number
            for number in self.by_surname.get(surname(mention.words), ())[-MOST:]
            if same_generation(self.persons[number].generation, mention.generation)
            and compatible(self.persons[number].words, mention.words)
        ]

    def _named_before(self, number: int, at: int) -> int:
        starts = [start for start, _ in self.persons[number].mentions[-MOST:] if start < at]
        return max(starts, default=-1)

    def _add_other_name(self, number: int, stated: str | None) -> None:
        """ "née Thorne": Ann Roe is Ann Thorne too."""
        words = bare(stated).words if stated else ()
        if not stated or not words:
            return
        person = self.persons[number]
        if stated not in person.also:
            person.also.append(stated)
            self.by_words.setdefault((words, ""), number)
            self.by_surname.setdefault(surname(words), []).append(number)

    def full_names_known(self) -> None:
        """All full names are in: pet names are joined, and what a bare name is compared with is ready."""
        self._join_variants()
        self.full_at = [sorted(start for start, _ in person.mentions) for person in self.persons]
        self.taken = Taken(span for person in self.persons for span in person.mentions)
        for number, person in enumerate(self.persons):
            if len(person.words) > 1:
                self.by_first_name.setdefault(person.words[0], []).append(number)
                for word in person.words[1:-1]:
                    if len(word) > 2 and word not in PARTICLES:
                        self.by_middle_name.setdefault(word, []).append(number)
            for name in person.also:
                self.by_first_name.setdefault(bare(name).words[0], []).append(number)
        for word in sorted(self.by_surname):
            if len(word) >= LONG:
                for shorter in one_letter_less(word):
                    self.misspelt.setdefault(shorter, word)

    def _join_variants(self) -> None:
        """Two bearers of a surname whose given names are pet forms or spellings of one, and nobody else bears it."""
        gone: dict[int, int] = {}
        for numbers in self.by_surname.values():
            if len(numbers) != 2 or not gone.keys().isdisjoint(numbers):
                continue
            kept, joined = (self.persons[number] for number in numbers)
            if one_person(kept, joined) and not self._together(kept, joined):
                kept.mentions += joined.mentions
                kept.also += joined.also
                gone[numbers[1]] = numbers[0]
        if gone:
            self._renumber(gone)

    def _together(self, one: Person, other: Person) -> bool:
        """Are both named in full in one paragraph?  Then they are two."""
        paragraphs = [{self.text.rfind("\n", 0, start) for start, _ in p.mentions[:MOST]} for p in (one, other)]
        return not paragraphs[0].isdisjoint(paragraphs[1])

    def _renumber(self, gone: dict[int, int]) -> None:
        kept = [number for number in range(len(self.persons)) if number not in gone]
        place = {number: new for new, number in enumerate(kept)}
        self.persons = [self.persons[number] for number in kept]
        for word, numbers in self.by_surname.items():
            self.by_surname[word] = list(dict.fromkeys(place[gone.get(number, number)] for number in numbers))

    def expect(self, counts: Counter[str]) -> None:
        """How often each bare name will come."""
        self.expected = counts

    def add_single(self, start: int, end: int, word: str) -> None:
        """A name of one word: a surname, the first name of one person, or somebody never named in full."""
        if not self.taken.free(start, end):
            return
        number = self._bearer(start, end, word)
        if number is not None:
            self.persons[number].mentions.append((start, end))

    def _bearer(self, start: int, end: int, word: str) -> int | None:
        title = self._title(start)
        same = self.by_surname.get(word)
        if same:
            fitting = [number for number in same[:MOST] if self._may_be(number, title)]
            if not fitting:
                return self._lone(start, end, word, title)
            if len(fitting) == 1:
                return fitting[0]
            return self._likeliest(start, self._of_generation(start, fitting), title)
        for names in (self.by_first_name, self.by_middle_name):
            namesakes = names.get(word, ())
            if len(namesakes) == 1 and self._may_be(namesakes[0], title):
                return namesakes[0]
            if len(namesakes) > 1 and names is self.by_first_name:
                return self._of_one_first_name(start, namesakes[:MOST])
        meant = self._meant(word)
        if meant is not None and self._may_be(meant, title):
            return meant
        return self._lone(start, end, word, title)

    def _of_generation(self, at: int, same: list[int]) -> list[int]:
        """ "The younger Roe" is the junior, "the elder Roe" the senior, where the text has such a one."""
        for words, suffixes in GENERATION_WORDS:
            if self.text.endswith(words, 0, at):
                told = [number for number in same if self.persons[number].generation in suffixes]
                rest = [number for number in same if self.persons[number].generation in ("", *suffixes)]
                return told or rest or same
        return same

    def _title(self, at: int) -> Gender | None:
        """The gender that the title before `at` tells."""
        text = self.text
        if at < 2 or text[at - 1] not in " \u00a0" or text[at - 2] not in ENDS_OF_TITLES:
            return None
        words = text[max(0, at - TITLE_REACH) : at].split()
        return TITLES.get(words[-1].lower().strip('.("“')) if words and words[-1] != "miss" else None

    def _may_be(self, number: int, title: Gender | None) -> bool:
        """A Mr is no woman, where the first name tells."""
        if title is None:
            return True
        men = first_names.load().get(self.persons[number].words[0], 0.5)
        return men > WOMEN if title == "m" else men < MEN

    def _of_one_first_name(self, at: int, namesakes: list[int]) -> int | None:
        """Which of those who share a first name does it mean alone: the one named last before, or nobody."""
        nearest = max(namesakes, key=lambda number: self._last_full(number, at))
        return nearest if self._last_full(nearest, at) >= 0 else None

    def _last_full(self, number: int, at: int) -> int:
        starts = self.full_at[number] if number < len(self.full_at) else []
        place = bisect_left(starts, at)
        return starts[place - 1] if place else -1

    def _meant(self, word: str) -> int | None:
        """The one bearer of a full name that a rare surname misspells by one letter."""
        if len(word) < LONG or self.expected[word] > RARE or word in first_names.load():
            return None
        for shorter in (word, *one_letter_less(word)):
            known = self.misspelt.get(shorter)
            if known and known[0] == word[0] and len(self.by_surname[known]) == 1:
                return self.by_surname[known][0]
        return None

    def _lone(self, start: int, end: int, word: str, title: Gender | None) -> int:
        key = (word, title if self.by_surname.get(word) else None)
        if key not in self.lone:
            self.lone[key] = len(self.persons)
            self.persons.append(Person((word,), self.text[start:end]))
        return self.lone[key]

    def _likeliest(self, at: int, same: list[int], title: Gender | None) -> int:
        """Which bearer of a surname does the bare surname at `at` mean?"""
        paragraph = self._line_before(at)
        scores = [self._score(number, at, paragraph, title) for number in same]
        return same[scores.index(max(scores))]

    def _line_before(self, at: int) -> int:
        """Where the line before `at` begins, or a long paragraph's reach."""
        low = max(0, at - PARAGRAPH)
        return max(self.text.rfind("\n", low, max(0, at)), low - 1)

    def _score(self, number: int, at: int, paragraph: int, title: Gender | None) -> float:
        """Frequent and early full names count, one in this paragraph, and a title of the right gender.  The paragraph
        before does not: minor bearers are named in full each time, and then the surname means the main one again."""
        starts = self.full_at[number]
        score = min(len(starts), MANY) * 0.5 - starts[0] / (len(self.text) + 1)
        before = self._last_full(number, at)
        if before >= 0:
            score += 3.5 if before > paragraph else 0.5
        men = first_names.load().get(self.persons[number].words[0])
        if title and men is not None:
            score += 2 if (men > 0.5) == (title == "m") else -2
        return score
