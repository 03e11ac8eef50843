"""The blocks of the body: lines of a printed column joined, paragraphs that lost their line break parted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.model import Block, BlockKind, Passage
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.shape import FULL_STOPS

# "... in the end.The next ...": two paragraphs that lost what was between them
GLUED = re.compile(r"[a-zà-ÿ]{3}[.!?][\"”’']?(?=[“\"‘]?[A-ZÀ-Þ](?:[a-zà-ÿ]|\s))")
MAY_BE_GLUED = range(250, 200_000)  # characters of a line
LONG_COLUMN = 600  # characters after which a full stop at a line's end closes a paragraph of a column
HYPHENATED = re.compile(r"[^\W\d_]-$")


@dataclass
class Paragraphs:
    """The blocks so far; `next_line` is the number of the line that would go on with the last paragraph."""

    wrapped: bool = False
    blocks: list[Block] = field(default_factory=list)
    next_line: int = 0
    last_end: int = 0
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add_block(self, kind: BlockKind, line: RawLine) -> None:
        """A line that is a block by itself."""
        self.finish()
        self.blocks.append(Block(kind, Passage(line.start, line.end, line.number)))
        self.next_line = 0

    def add(self, source: str, line: RawLine) -> None:
        """A line of a paragraph."""
        if self.wrapped:
            self._add_wrapped(line)
        elif line.end - line.start in MAY_BE_GLUED:
            self._add_parted(source, line)
        else:
            self.add_block("paragraph", line)

    def _add_parted(self, source: str, line: RawLine) -> None:
        start = line.start
        for glued in GLUED.finditer(source, line.start, line.end):
            self.blocks.append(Block("paragraph", Passage(start, glued.end(), line.number)))
            start = glued.end()
        self.blocks.append(Block("paragraph", Passage(start, line.end, line.number)))
        self.next_line = 0

    def _add_wrapped(self, line: RawLine) -> None:
        if line.number != self.next_line or self._closes(line):
            self.add_block("paragraph", line)
            self.pieces, self.size = [line.text], len(line.text)
        else:
            self._join(line)
        self.next_line, self.last_end = line.number + 1, line.end

    def _closes(self, line: RawLine) -> bool:
        return self.size > LONG_COLUMN and self.pieces[-1][-1] in FULL_STOPS and line.text[0].isupper()

    def _join(self, line: RawLine) -> None:
        if HYPHENATED.search(self.pieces[-1]) and line.text[0].islower():
            self.pieces[-1] = self.pieces[-1][:-1]
        else:
            self.pieces.append(" ")
        self.pieces.append(line.text)
        self.size += len(line.text) + 1

    def finish(self) -> None:
        """Write down the joined words of the last paragraph; to be called after the last line, too."""
        if len(self.pieces) > 1:
            begun = self.blocks[-1].passage
            self.blocks[-1] = Block("paragraph", Passage(begun.start, self.last_end, begun.line, "".join(self.pieces)))
        self.pieces = []
