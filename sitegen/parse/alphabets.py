"""Letters beyond ASCII of languages that were written in encodings before Unicode: another language is another line."""

from __future__ import annotations

from collections import Counter

WESTERN_EUROPE = (
    "àâæçéèêëîïôœùûüÿñ",  # French
    "äöüßéàè",  # German
    "áéíóúüñçà",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "àçèéíïòóúü",  # Catalan
    "åäöæøéüëèà",  # Danish, Norwegian, Swedish, Finnish
    "éëïóöüèêäá",  # Dutch
    "áðéíóúýþæö",  # Icelandic
    "äõöü",  # Estonian
)
CENTRAL_EUROPE = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžü",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţé",  # Romanian
    "čćđšžäöü",  # Croatian, Slovenian
    "äöüßé",  # German
)
TURKISH = ("çğıöşüâîûi",)  # the small letter of "İ" is an "i" with a dot above
BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūžõ", "äõöüšž")  # Lithuanian, Latvian, Estonian
# the others with their most frequent letters first: those do not share out the bytes of one another by chance
OTHERS = (
    "оаеинтсрвліпкмудяьыбзгйчхжшюцщэфъёїєґўјљњћђџѓќѕ",
    "αοιετνσηυρςπκμλωίάόέήδγχύώθφβξζψϊϋΐΰ",
    "יוהלארבתמשנםעדקחפכגטזסןךףץצ",
    "المنيوتربعدسفكهحقجةطصخشزضذثغظءأإؤئىآپچژگ",
)
ALL = WESTERN_EUROPE + CENTRAL_EUROPE + TURKISH + BALTIC + OTHERS
FREQUENT, LEAST = 10, 0.55  # of its letters make so much of a text in such an alphabet


def share_known(letters: Counter[str], alphabets: tuple[str, ...]) -> float:
    """The share of letters beyond ASCII that the best fitting alphabet holds, from 0 to 1."""
    if not letters:
        return 1.0
    held = _of_other if alphabets is OTHERS else _held
    return max(held(letters, alphabet) for alphabet in alphabets) / letters.total()


def _held(letters: Counter[str], alphabet: str) -> int:
    return sum(count for letter, count in letters.items() if letter in alphabet)


def _of_other(letters: Counter[str], alphabet: str) -> float:
    frequent = _held(letters, alphabet[:FREQUENT]) / letters.total()
    return _held(letters, alphabet) * min(1.0, frequent / LEAST)
