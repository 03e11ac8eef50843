"""The forms in which a text writes a person's name: the bare ones, and those with a title of address."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.annotate.people.names import Span
from sitegen.annotate.words import fold

# titles with which somebody is addressed or spoken of by surname; offices are roles
ADDRESS = frozenset(
    """mr mrs ms miss mx mme madame monsieur herr frau senor senora dr doctor prof professor sir dame lord lady baron
    baroness count countess duke duchess earl viscount marquess prince princess king queen emperor empress pope
    cardinal archbishop bishop rev reverend fr father sister brother rabbi imam sheikh mullah ayatollah swami saint
    st president senator sen rep representative congressman congresswoman governor gov mayor justice judge secretary
    ambassador councillor councilor cllr coun general gen colonel col major maj captain capt lieutenant lt sergeant
    sgt corporal cpl private pvt pte constable const inspector insp superintendent supt admiral adm commander cmdr
    commodore detective det sheriff chief coach datuk dato datin seri sri tan tun tengku haji hajah shri smt""".split()
)
REACH = 40  # characters before a name in which its titles stand


def written(text: str, mentions: Iterable[Span]) -> list[str]:
    """The different forms in the text's order, the bare ones before those with titles."""
    bare: dict[str, None] = {}
    titled: dict[str, None] = {}
    for start, end in mentions:
        form = " ".join(text[start:end].split())
        bare.setdefault(form)
        title = _title(text, start)
        if title:
            titled.setdefault(f"{title} {form}")
    return [*bare, *titled]


def _title(text: str, start: int) -> str:
    """The titles right before a name, as written: "Sir", "Datuk Seri"."""
    if text[start - 1 : start] not in (" ", "\u00a0"):
        return ""
    words = text[max(0, start - REACH) : start].rpartition("\n")[2].split()
    first = len(words)
    while first and words[first - 1][0].isupper() and fold(words[first - 1]).rstrip(".") in ADDRESS:
        first -= 1
    return " ".join(words[first:])
