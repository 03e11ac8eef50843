"""UTF-8 that somebody read as another encoding and saved again ("cafÃ©", "donâ€™t") -> what it was.

ftfy finds and mends it (R. Speer, "ftfy", 2019), line by line, and only in lines that hold one of its signs.  Nothing
else of a text is touched: quotation marks, dashes, spelling, widths and entities stay as they are."""

from __future__ import annotations

import re
from collections import Counter

# first and second bytes of UTF-8 as they read in Windows-1252, MacRoman and Windows-1251, in UTF-8
SIGNS = re.compile(
    rb"\xc3[\x82\x83\x90\x91\x8e\x8f\x84\x85](?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|"
    rb"\xe2(?:\x80[\x90-\xbf]|\x82\xac|\x84\xa2)| )"
    rb"|\xc3[\xa2\xb0](?:\xe2\x82\xac|\xc2\x80|\xc5[\xb8\xa0-\xa1])"
    rb"|\xe2\x80\x9a\xc3\x84|\xe2\x88\x9a[\xc2\xe2\xc3\xce\xc5]"
    rb"|\xd0\xb2\xd0\x82|\xd0[\xa0\xa1][\xc2\xe2]"
)
PLAIN_NAMES = {"latin-1": "windows-1252", "sloppy-windows-1252": "windows-1252"}


def mend(text: str) -> tuple[str, str]:
    """The text with its mojibake mended, and the encoding that it had been read as; ("" for none)."""
    lines = text.split("\n")
    causes: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if not line.isascii() and SIGNS.search(line.encode("utf-8", "surrogatepass")):
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
