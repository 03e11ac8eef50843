"""Words and letters that several steps ask for."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


# Capital letters of Latin alphabets (a class of a regular expression: `\w` knows no case).
CAPITALS = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0104\u0106\u010c\u010e\u0112\u0118\u011a\u011e\u0130\u0139\u013d\u0141\u0143"
    "\u0147\u0150\u0158\u015a\u015e\u0160\u0164\u016e\u0170\u0178\u0179\u017b\u017d"
)
SMALL_LETTERS = "a-z\u00df-\u00ff"

# Open a sentence in capitals and are hardly ever the first word of a name.
OPENERS = listed(
    """
    a an the this that these those it its he she they we you i his her their our my your him them us me and but or
    nor so yet if then than as at by for from in into of off on onto out over to under up with without within about
    above after again against all also although am among amid another any anyone anything are around aren't because
    been before being below between both can can't cannot could couldn't did didn't do does doesn't doing don't down
    during each either else even ever every everyone everything few first following further had hadn't has hasn't
    have haven't having here here's how however i'd i'll i'm i've instead is isn't it's just last later least less
    let let's like many maybe meanwhile might more moreover most much must neither never nevertheless next no nobody
    none nonetheless nothing not now nowhere often once one only other others otherwise perhaps quite rather really
    same several shall should since some somebody someone something sometimes soon still such that's there there's
    therefore they're they've they'll they'd though through throughout thus till today together tomorrow tonight too
    toward towards two three four five six seven eight nine ten twenty thirty unless unlike until upon very was
    wasn't we're we've we'll we'd were weren't what what's whatever when whenever where whereas wherever whether
    which while who who's whoever whom whose why will won't would wouldn't yes yesterday you're you've you'll you'd
    according additionally despite except yeah ok okay he's she's he'd she'd he'll she'll hi hello oh well thank
    thanks please get go got make take see read click monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    """
) - {"will", "may", "march", "april", "june", "august", "us", "i"}

TITLES = listed(
    """
    mr mrs ms miss mx dr prof professor sir dame president vice-president prime minister premier chancellor
    secretary senator senators sen sens rep reps representative congressman congresswoman governor gov mayor
    councillor councilor deputy speaker judge justice chief general gen colonel col major maj captain capt
    lieutenant lt sergeant sgt corporal cpl admiral adm commander commissioner constable const inspector insp
    detective det superintendent supt officer sheriff attorney pope cardinal archbishop bishop rev reverend
    ambassador chairman chairwoman chairperson coach director former ex then mp mla mpp mep hon
    """
)

# The bits of a word in the model's lists.
FIRST_NAME, SURNAME = 1 | 4, 2 | 8  # of the United States, of elsewhere
CITY, LAND, ORGANISATION = 16, 32, 64
SMALL, HALF_SMALL = 128, 256  # nearly always, often written with a small letter
PEOPLE, TEAM = 512, 1024  # "Afghan", "Rovers"
BITS = 11
