"""Bytes of a source -> its text: encodings, mended ones, line ends, and files that are no text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.parse import decode as front_door
from sitegen.parse import parse
from sitegen.parse.decoding import decode
from sitegen.parse.legacy import RARE, codec_of
from tests.conftest import Archive

TEXTS = {
    "en": "The mayor said it wasn’t “a small thing” – not at all – and the café cost £40.\nIt’s over, she said.",
    "fr": "Le maire a déclaré que « l’été » serait chaud à Orléans, où la forêt brûle déjà.\nNoël a coûté cher.",
    "de": "Die Bürgermeisterin sagte, die Straße sei für Fußgänger gesperrt.\n„Das ist schön“, meinte Jürgen Müller.",
    "es": "El alcalde señaló que la región está más fría.\n¿Cuándo llegará la solución? «Mañana», contestó.",
    "pt": "A prefeita não disse quando a estação será aberta à população.\nAs crianças já estão lá.",
    "it": "Il sindaco è già partito, però la città non sarà più tranquilla.\nPerché? «Non lo so», ha detto.",
    "sv": "Borgmästaren sade att bron på ön är färdig i år.\n”Det är bra”, sade Åsa Öberg.",
    "is": "Bæjarstjórinn sagði að brúin væri ný og þar gæti fólk gengið í dag.",
    "pl": "Burmistrz powiedział, że most będzie gotowy w październiku.\nMieszkańcy są zadowoleni.",
    "cs": "Starosta řekl, že most bude hotový v říjnu.\nLidé jsou spokojení, říkala Jiřina Dvořáková.",
    "hu": "A polgármester azt mondta, hogy a híd őszre elkészül.\nŰr és idő kell hozzá, mondta Győző.",
    "tr": "Belediye başkanı köprünün eylülde açılacağını söyledi.\nİnsanlar mutlu, dedi Ayşe Yılmaz.",
    "lt": "Meras sakė, kad tiltas bus baigtas šį rudenį, ir žmonės džiaugėsi.",
    "ru": "Мэр сообщил, что мост будет готов в октябре.\n«Это хорошо», – сказала Ольга Иванова.",
    "uk": "Мер повідомив, що міст буде готовий у жовтні. Мешканці міста задоволені.",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα θα είναι έτοιμη τον Οκτώβριο. Οι κάτοικοι χαίρονται.",
    "he": "ראש העיר אמר כי הגשר יהיה מוכן באוקטובר. התושבים מרוצים מאוד.",
    "ar": "قال رئيس البلدية إن الجسر سيكون جاهزا في أكتوبر وإن السكان سعداء بذلك.",
    "ja": "市長は、橋は十月に完成すると述べた。\n住民は「とてもうれしい」と話した。",
    "zh": "市长说，大桥将于十月完工。\n居民们表示非常高兴，他们等了十一年。",
    "tw": "市長說，大橋將於十月完工。\n居民們表示非常高興，他們等了十一年。",
    "ko": "시장은 다리가 10월에 완공될 것이라고 말했다.\n주민들은 매우 기쁘다고 했다.",
}
WRITTEN_IN = {
    "windows-1252": ("en", "fr", "de", "es", "pt", "it", "sv", "is"),
    "macroman": ("en", "fr", "de", "es", "pt", "it", "sv"),
    "windows-1250": ("pl", "cs", "hu"),
    "windows-1251": ("ru", "uk"),
    "windows-1253": ("el",),
    "windows-1254": ("tr",),
    "windows-1255": ("he",),
    "windows-1256": ("ar",),
    "windows-1257": ("lt",),
    "iso-8859-2": ("pl", "cs"),
    "iso-8859-5": ("ru",),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "mac-cyrillic": ("ru",),
    "mac-greek": ("el",),
    "mac-latin2": ("pl", "cs"),
    "cp852": ("pl", "cs"),
    "cp850": ("de", "es"),
    "cp866": ("ru",),
    "shift-jis": ("ja",),
    "euc-jp": ("ja",),
    "gb18030": ("zh",),
    "big5": ("tw",),
    "euc-kr": ("ko",),
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Müllers Mühle".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Müllers Mühle".encode(), "utf-8-sig"),
        (b"\xff\xfe" + "Müllers Mühle".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Müllers Mühle".encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + "Müllers Mühle".encode("utf-32-le"), "utf-32-le"),
        (b"\0\0\xfe\xff" + "Müllers Mühle".encode("utf-32-be"), "utf-32-be"),
        ("Müllers Mühle".encode("utf-16-le"), "utf-16-le without mark"),
        ("Müllers Mühle".encode("cp1252"), "windows-1252"),
        ("Müllers Mühle".encode("mac_roman"), "macroman"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_encodings(data: bytes, encoding: str) -> None:
    assert decode(data) == ("Müllers Mühle", encoding)
    assert parse("x.txt", data).encoding == encoding


@pytest.mark.parametrize(("encoding", "language"), [(e, lang) for e, langs in WRITTEN_IN.items() for lang in langs])
def test_old_encodings_are_known_by_what_they_read_as(encoding: str, language: str) -> None:
    """The whole text, and each of its lines alone; where two encodings read alike (an "é" of both), the text counts."""
    raw = TEXTS[language].encode(codec_of(encoding), "ignore")
    text = raw.decode(codec_of(encoding))
    assert decode(raw) == (text, encoding)
    for line in text.split("\n") if encoding.replace("-", "_") not in RARE else ():
        assert decode(line.encode(codec_of(encoding)))[0] == line


@pytest.mark.parametrize("language", TEXTS)
def test_unicode_in_every_width(language: str) -> None:
    text = TEXTS[language]
    assert decode(text.encode()) == (text, "utf-8")
    for name in WIDE:
        assert decode(text.encode(name)) == (text, f"{name} without mark")


@pytest.mark.parametrize("encoding", ["windows-1252", "macroman"])
def test_marks_alone_tell_macroman_from_windows_1252(encoding: str) -> None:
    text = "It’s “done”, she said – “we’re late.”"
    assert decode(text.encode(codec_of(encoding))) == (text, encoding)


# ---- UTF-8, nearly


def test_a_last_character_cut_off() -> None:
    data = "Die Brücke – “alt”".encode()
    assert decode(data[:-1]) == ("Die Brücke – “alt", "utf-8, cut off within its last character")
    assert decode(b"The end \xe2\x80")[1] == "utf-8, cut off within its last character"
    assert decode(b"At the caf\xe9") == ("At the café", "windows-1252")
    assert decode("the “café”".encode("cp1252")) == ("the “café”", "windows-1252")
    assert decode("the café”".encode("cp1252")) == ("the café”", "windows-1252")
    assert decode("é”".encode("cp1252")) == ("é”", "windows-1252")


def test_lines_of_another_encoding() -> None:
    first, second = TEXTS["de"].split("\n")
    for encoding in ("windows-1252", "macroman"):
        data = f"{first}\n".encode() + second.encode(codec_of(encoding)) + f"\r\n{first}".encode()
        assert decode(data) == (f"{first}\n{second}\n{first}", f"utf-8 with {encoding} lines")


def test_a_stray_byte_in_a_line_of_utf_8() -> None:
    data = "Die Brücke ist schön.\nFür ".encode() + b"\x93" + "Jürgen und Zoë.".encode()
    assert decode(data) == ("Die Brücke ist schön.\nFür “Jürgen und Zoë.", "utf-8 with windows-1252 lines")


def test_letters_of_windows_1252_that_happen_to_be_utf_8_are_no_utf_8() -> None:
    assert decode("DREI TAGE SPAß”\nFür alle schön.".encode("cp1252"))[1] == "windows-1252"


# ---- mojibake


@pytest.mark.parametrize(
    ("seen", "meant", "read_as"),
    [
        ("It isnâ€™t â€œfarâ€\x9d.", "It isn’t “far”.", "windows-1252"),
        ("Le cafÃ© dâ€™Ã‰tÃ©", "Le café d’Été", "windows-1252"),
        ("Le cafÃƒÂ© twice", "Le café twice", "windows-1252"),
        ("Entrance Â£4", "Entrance £4", "windows-1252"),
        ("‚Äúfar‚Äù, at the caf√©", "“far”, at the café", "macroman"),
        ("РњРѕСЃС‚ РіРѕС‚РѕРІ", "Мост готов", "windows-1251"),
        ("Ð¼Ð¾Ñ\x81Ñ‚", "мост", "windows-1252"),
        ("It isn\x92t \x93far\x94", "It isn’t “far”", "windows-1252"),
    ],
)
def test_mojibake_is_mended_and_recorded(seen: str, meant: str, read_as: str) -> None:
    clean = "“A” – clean line; it’s &amp; ﬁne… ＡＢＣ"
    assert decode(f"{clean}\n{seen}\n".encode()) == (f"{clean}\n{meant}\n", f"utf-8, mojibake of {read_as} mended")


CAPITALS = ["IRMÃ", "SÃO", "MANHÃ", "SPÄ", "ÁÂ", "NIÑO", "ÎLE", "ÅR", "ÐAÐ", "ÏSO", "РФ", "СССР", "ЂОРЂЕ", "Î√"]


@pytest.mark.parametrize("mark", ["”", "“", "»", "…", "—", "™", " ”", "’s", ".", "—OU", "–E"])
def test_capitals_before_marks_are_no_mojibake(mark: str) -> None:
    for word in CAPITALS:
        assert decode(f"“{word}{mark} und „{word}{mark}".encode()) == (f"“{word}{mark} und „{word}{mark}", "utf-8")


@pytest.mark.parametrize("language", TEXTS)
def test_clean_texts_in_capitals_stay(language: str) -> None:
    for text in (TEXTS[language].upper(), TEXTS[language].title(), f"“{TEXTS[language].upper()}”"):
        assert decode(text.encode()) == (text, "utf-8")


SIGNS_OF_MOJIBAKE = re.compile("[ÃÂÐÑÎÏÄÅðâã√ЂµѕРС\x80-\x9f]|\r|\0")


@given(st.text(min_size=1).filter(lambda text: not SIGNS_OF_MOJIBAKE.search(text)))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    text = "a" + text
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")


# ---- the rest


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\nd")[0] == "a\nb\nc\nd"
    assert decode("é\r\nb\rc".encode("cp1252"))[0] == "é\nb\nc"


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t", b"%PDF-1.4 x", b"a\0b", b"\x81\x01\x02\x03", b"\x7fELF\2\1\1\0\0\0\0\0\x9f\x80\0\1", b"\xff\xfe"],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"empty|not text") as told:
        decode(data)
    assert told.value.hint


@given(st.binary(min_size=1, max_size=120))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except SourceError as error:
        assert error.message and error.hint
        return
    assert text.strip() and encoding and "\r" not in text
    assert decode(data) == (text, encoding)


@given(st.binary(min_size=1, max_size=60))
def test_a_text_revived_is_the_text_that_was_parsed(data: bytes) -> None:
    try:
        article = parse("x.md", data)
    except SourceError:
        return
    assert front_door(data, "x.md") == (article.text, article.encoding)


@given(st.text(alphabet="abcé ü“”’ñ.\n", min_size=1).filter(lambda text: not text.isspace()))
def test_whatever_is_written_in_windows_1252_keeps_its_length(text: str) -> None:
    assert len(decode(text.encode("cp1252"))[0]) <= len(text)


OLD = {
    "windows-1252": "L’été à Orléans – “déjà” – coûte cher.\n".encode("cp1252"),
    "windows-1251": "Мост будет готов в октябре.\n".encode("cp1251"),
    "gb18030": "市长说，大桥将于十月完工。\n".encode("gb18030"),
    "mixed": "L’été “déjà”\n".encode() + "L’été “déjà”\n".encode("cp1252"),
    "mojibake": "Lâ€™Ã©tÃ© Ã  OrlÃ©ans\n".encode(),
    "mojibake in one line": "Lâ€™Ã©tÃ© Ã  OrlÃ©ans ".encode(),
    "signs of mojibake": "ÃÃÂÂ√√".encode(),
    "high bytes": b"\xff",
    "broken UTF-8": b"\xe2\x80 ",
    "broken lines": b"\xe9\r",
    "wide": "Orléans\n".encode("utf-16-le"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OLD)
def test_decoding_is_linear(name: str) -> None:
    """Ten times the bytes, ten times the work: processor time of this process, both sizes in turn and the best of
    three, so that the machine's speed and load cancel out.  Linear work gives 1 a byte, quadratic work 10."""
    sizes = [OLD[name] * (size // len(OLD[name])) for size in (100_000, 1_000_000)]
    least = [float("inf"), float("inf")]
    for _ in range(3):
        for place, data in enumerate(sizes):
            start = time.process_time()
            decode(data)
            least[place] = min(least[place], time.process_time() - start)
    assert least[1] / least[0] < 30


def test_no_byte_of_windows_1252_is_lost() -> None:
    """Five of its bytes are undefined: they stay control characters, one a byte."""
    text, encoding = decode(b"x" * 500 + bytes(range(128, 256)))
    assert (len(text), encoding) == (628, "windows-1252")
    assert text[500:502] == "€\x81"


OLD_FILE = (
    "The mill at Åsby burns\n\nThe mill at Åsby burned on Monday night. It wasn’t far, said Zoë Åberg, a baker.\n"
)


def test_a_page_shows_the_words_of_an_old_file(archive: Archive) -> None:
    archive.seed("mill.txt", OLD_FILE.encode("mac_roman"))
    archive.build()
    (page,) = Path(archive.root, "site", "articles").glob("*.html")
    assert "It wasn’t far, said Zoë Åberg" in page.read_text("utf-8")
