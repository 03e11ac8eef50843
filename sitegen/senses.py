"""What an article says of a bearer of a name that tells this one from another: gender, year of birth, callings.

A sense is a part of a form's key, so it must be coarse: two articles that say alike give one sense.  A calling is
therefore a class out of a small closed set, and at most two are kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sitegen.model import Date, PersonHere

ASSIGNED = "="  # "=KEY": people.toml says that this is the entry KEY
MOST = 2
OLDEST = 120
# a word that stands in two lines may be either
WORDS = {
    "politics": """mayor mayoress deputy-mayor senator sen congressman congresswoman councillor councilor
        councilman councilwoman cllr mp msp mep lawmaker legislator parliamentarian premier chancellor vice-
        chancellor alderman governor gov ambassador diplomat envoy politician undersecretary secretary-general
        democrat republican whip statesman stateswoman dictator king queen prince princess emperor sultan tsar
        minister rep lobbyist president-elect congressperson assemblyman assemblywoman selectman burgomaster""",
    "police": """police detective det insp supt dci pc constable sheriff policeman policewoman patrolman trooper
        sergeant sgt lieutenant lt commander""",
    "rescue": "firefighter fireman paramedic lifeguard lifeboatman coastguard ambulance",
    "army": """army navy soldier colonel col maj gen corporal brigadier admiral adm sailor sergeant sgt
        lieutenant lt commander infantryman paratrooper squadron""",
    "medicine": """surgeon nurse physician doctor pediatrician paediatrician psychiatrist pathologist dentist
        epidemiologist neurologist cardiologist oncologist pharmacist midwife medic gynaecologist gynecologist
        radiologist physiotherapist anaesthetist optician virologist vet veterinarian""",
    "sport": """footballer striker goalkeeper midfielder winger quarterback linebacker pitcher batsman cricketer
        boxer golfer swimmer sprinter cyclist athlete coach jockey referee umpire wrestler rower gymnast skater
        runner football rugby cricket basketball tennis hockey baseball soccer boxing""",
    "church": """bishop archbishop priest vicar pastor imam rabbi nun monk pope preacher chaplain deacon rev
        reverend clergyman missionary curate rector dean abbot abbess verger church""",
    "law": """judge justice lawyer attorney solicitor barrister magistrate prosecutor counsel notary coroner
        litigator""",
    "business": """ceo entrepreneur businessman businesswoman businessperson banker financier investor broker
        tycoon industrialist founder co-founder cofounder owner accountant retailer economist""",
    "arts": """actor actress singer novelist poet painter sculptor composer musician guitarist pianist drummer
        violinist cellist bassist rapper songwriter playwright screenwriter filmmaker dancer comedian artist
        choreographer writer photographer soprano tenor curator designer illustrator organist ballerina potter model""",
    "press": """journalist reporter columnist editor correspondent presenter broadcaster newsreader blogger
        publisher writer photographer""",
    "school": """teacher headteacher headmaster headmistress schoolteacher professor prof lecturer principal
        student pupil rector dean provost librarian academic scholar tutor schoolmaster""",
    "science": """scientist physicist chemist biologist geologist astronomer meteorologist mathematician
        statistician ecologist historian sociologist psychologist philosopher economist linguist researcher
        archaeologist astronaut botanist zoologist epidemiologist""",
    "technology": "engineer architect surveyor programmer technician developer",
    "trade": """baker butcher carpenter plumber electrician farmer mechanic builder gardener fisherman grocer
        weaver postman driver labourer laborer miner mason joiner tailor barber hairdresser chef waiter waitress
        bartender publican shopkeeper blacksmith cobbler painter decorator roofer welder cleaner caretaker
        bricklayer miller brewer florist locksmith rancher shepherd beekeeper ferryman boatbuilder cook cashier""",
}
OF = frozenset("of for at in with from to who whose which that where when".split())
# where "minister" is a clergyman
CHURCHES = frozenset("methodist baptist presbyterian lutheran evangelical unitarian congregational church".split())
PHRASES = (
    ("chief executive", "business"),
    ("managing director", "business"),
    ("film director", "arts"),
    ("theatre director", "arts"),
    ("chief of police", "police"),
    ("chief inspector", "police"),
    ("attorney general", "politics"),
    ("member of parliament", "politics"),
    ("member of congress", "politics"),
    ("secretary of", "politics"),
    ("foreign secretary", "politics"),
    ("home secretary", "politics"),
    ("press secretary", "politics"),
    ("head of state", "politics"),
)
CLASSES: dict[str, tuple[str, ...]] = {
    word: tuple(sorted(c for c, line in WORDS.items() if word in line.split()))
    for word in sorted({w for line in WORDS.values() for w in line.split()})
}


class Sense(NamedTuple):
    """`gender`: "m", "f" or ""; `born`: the year, give or take one; `callings`: classes of callings in the order of
    the alphabet."""

    gender: str = ""
    born: int | None = None
    callings: tuple[str, ...] = ()


EMPTY = Sense()


def sense_of(person: PersonHere, published: Date | None) -> Sense:
    """What an article of this date says of this person."""
    if person.age is None and not person.gender and not person.roles:
        return EMPTY
    return Sense(person.gender, _born(person.age, published), callings(person.roles))


def _born(age: int | None, published: Date | None) -> int | None:
    year = published.value[:4] if published else ""
    return int(year) - age if age is not None and 0 <= age <= OLDEST and year.isdecimal() else None


def callings(roles: Iterable[str]) -> tuple[str, ...]:
    """The classes of these roles, those of earlier roles first, at most two; in the order of the alphabet."""
    found: dict[str, None] = {}
    for role in roles:
        found.update(dict.fromkeys(_classes(role)))
    return tuple(sorted(list(found)[:MOST]))


@lru_cache(16384)
def _classes(role: str) -> tuple[str, ...]:
    """The classes that a role tells: "army doctor" -> medicine, "farmer and judge at the sheep fair" -> trade, law."""
    folded = role.casefold().replace("’s", "").replace("'s", "")
    found = dict.fromkeys(c for phrase, c in PHRASES if phrase in folded)
    words = [_bare(word) for word in folded.replace(",", " and ").split()]
    end = next((i for i, word in enumerate(words) if word in OF), len(words))
    for part in " ".join(words[:end]).split(" and "):
        found.update(dict.fromkeys(_of_part(part.split())))
    return tuple(found)


def _bare(word: str) -> str:
    return word.strip(".;:()'’").removeprefix("ex-").removeprefix("then-")


def _of_part(words: list[str]) -> Iterable[str]:
    """The last word tells, and where that may be either, or nothing, the words before it."""
    if not words:
        return ()
    before = [c for word in words[:-1] for c in CLASSES.get(word, ())]
    if words == ["inspector"]:  # a rank; all others inspect something
        return ("police",)
    if words[-1] == "minister" and CHURCHES.intersection(words):
        return ("church",)
    told = CLASSES.get(words[-1], ())
    return ([c for c in told if c in before] or told) if told else before


def encode(sense: Sense) -> str:
    """ "f|1951|law,politics"; "" where nothing is known."""
    if sense == EMPTY:
        return ""
    return f"{sense.gender}|{'' if sense.born is None else sense.born}|{','.join(sense.callings)}"


@lru_cache(4096)
def decode(text: str) -> Sense:
    """The sense that `encode` wrote; the empty one of "=KEY"."""
    if not text or text.startswith(ASSIGNED):
        return EMPTY
    gender, born, classes = text.split("|")
    return Sense(gender, int(born) if born else None, tuple(classes.split(",")) if classes else ())


def gloss(text: str) -> str:
    """A few words to put beside a name that others share: the remark of an entry's key ("=John Roe (baker)" ->
    "baker"), else the calling, else the year of birth, else ""."""
    if text.startswith(ASSIGNED):
        _, bracket, remark = text.removesuffix(")").rpartition("(")
        return remark.strip() if bracket and text.endswith(")") else ""
    sense = decode(text)
    if sense.callings:
        return ", ".join(sense.callings)
    return f"born about {sense.born}" if sense.born is not None else ""
