"""UTF-8 that somebody read as another encoding and saved again ("cafÃ©", "donâ€™t") -> what it was.

ftfy finds and mends it (R. Speer, "ftfy", 2019), line by line, and only in lines that hold one of its signs.  Nothing
else of a text is touched: quotation marks, dashes, spelling, widths and entities stay as they are."""

from __future__ import annotations

import re
from collections import Counter

# what mojibake of Windows-1252, MacRoman and Windows-1251 hardly does without; single characters are found fastest
RARE = ("Ã", "Â", "Ð", "Ñ", "Î", "Ï", "Ä", "Å", "ð", "√", "Ђ", "µ", "ѕ", "\x92", "\x93", "\x94", "\x96")
COMMON = ("â€", "â\x80", "ã\x81", "ã‚", "ãƒ", "ã€")
# the second and later bytes of a character in UTF-8, as they read in Windows-1252 and Latin-1
LATER = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# "IRMÃ”": a capital and the mark after it, not the "Ô" that it would be in UTF-8, unless letters go on
AFTER_CAPITALS = "«»‘’“”–—…™©®°·"
SIGNS = re.compile(
    rf"(?<![A-ZÀ-Þ])[Â-Þ]{LATER}|[Â-Þ](?![{AFTER_CAPITALS}]){LATER}|[Â-Þ](?![–—…]){LATER}(?=[^\W\d_])"
    rf"|[à-ï]{LATER}{{2}}|ð{LATER}{{3}}|(?<![A-ZÀ-Þ])[ÃÂ] |â€"
    r"|[\x85\x91-\x97]|‚Ä|√[^\W\d_]|√[©®†°±≤≥§¢£•¶´∂∑∏π∫ªº]"
    r"|вЂ|[РС][\x80-\xbf‚ѓ„…†‡€‰љ‹њќћџ‘’“”•–—™ёѕїјѐ-ӿ]",
)
MAY_BEGIN = re.compile(r"[Â-ð‚√вРС][^\x00-\x7f]|[ÃÂ] |[\x85\x91-\x97]")  # a quick look, as most lines have none
PLAIN_NAMES = {"latin-1": "windows-1252", "sloppy-windows-1252": "windows-1252"}


def may_be_mojibake(text: str) -> bool:
    """A quick no for nearly all texts."""
    return any(sign in text for sign in RARE) or (("â" in text or "ã" in text) and any(sign in text for sign in COMMON))


def mend(text: str) -> tuple[str, str]:
    """The text with its mojibake mended, and the encoding that it had been read as; "" for none."""
    lines = text.split("\n")
    causes: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if MAY_BEGIN.search(line) and SIGNS.search(line):
            lines[number], cause = _mended(line)
            causes.update([cause] if cause else [])
    if not causes:
        return text, ""
    return "\n".join(lines), min(causes, key=lambda cause: (-causes[cause], cause))


def _mended(line: str) -> tuple[str, str]:
    from ftfy import fix_encoding_and_explain

    mended, plan = fix_encoding_and_explain(line)
    if mended == line or "\n" in mended or "\0" in mended:
        return line, ""
    read_as = next((name for action, name in plan or () if action == "encode"), "windows-1252")
    return mended, PLAIN_NAMES.get(read_as, read_as.removeprefix("sloppy-"))
