"""What went wrong, as the page in the browser tells it: file, line, sentence, hint."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from msgspec import Struct

from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.model import Problem

PLACE = re.compile(r"(?P<file>[^\n:]+\.[a-z0-9]{2,8})(?::(?P<line>\d+))?: (?P<rest>.+)", re.S)
LINE = re.compile(r"\bline (\d+)\b")


class Told(Struct, frozen=True, omit_defaults=True):
    """One problem.  `file` is relative to the archive's folder where it lies in it; `line` 0: unknown; `stops`: no
    page is made while it lasts."""

    file: str
    line: int
    message: str
    hint: str = ""
    stops: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return (f"{place}: " if place else "") + self.message + (f"\n  {self.hint}" if self.hint else "")


def of_problem(problem: Problem, config: Config) -> Told:
    """Of something that concerns single articles or pages."""
    if problem.where == "site":
        return _placed(problem.message, problem.hint, config.root, False)
    seed = config.seeds / problem.where
    file = _shown(str(seed), config.root) if seed.exists() else problem.where
    line = LINE.search(problem.message)
    return Told(file, int(line[1]) if line else 0, _sentence(problem.message), problem.hint)


def of_error(error: SitegenError, root: str) -> Told:
    """Of what stops a build."""
    return _placed(error.message, error.hint, root, True)


def of_bug(error: BaseException) -> Told:
    """Of a bug of ours."""
    last = "".join(traceback.format_exception_only(error)).strip()
    return Told("", 0, f"A bug of sitegen, sorry: {last}", "The terminal has the whole story.", True)


def _placed(message: str, hint: str, root: str, stops: bool) -> Told:
    found = PLACE.match(message)
    if found is None:
        return Told("", 0, _sentence(message), hint, stops)
    line = found["line"] or (said[1] if (said := LINE.search(found["rest"])) else 0)
    return Told(_shown(found["file"], root), int(line), _sentence(found["rest"]), hint, stops)


def _shown(file: str, root: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
