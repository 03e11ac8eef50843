"""Pagefind, run as a service: pages go in as HTML or records, the files of a bundle come out.

The program is the one that the extra `search` installs.  Requests and answers are JSON in base64, ended by a comma
(https://pagefind.app/docs/node-api/ describes what can be asked; the Python wrapper speaks the same)."""

from __future__ import annotations

import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.metadata import version
from typing import Any, NamedTuple

import msgspec

from sitegen.config import pagefind
from sitegen.errors import SearchError

TWICE = [".pull", ".gap"]  # what an article page says a second time, or says of itself


def executable() -> str:
    """The path of Pagefind's program.  Raises SearchError where it is not installed."""
    with suppress(ImportError, FileNotFoundError):
        if name := pagefind():
            return str(import_module(name).get_executable())
    raise SearchError("Pagefind is not installed.", "Install the extra: pip install 'sitegen-archive[search]'.")


class Record(NamedTuple):
    """What has words to be found by, and no page that is worth reading as a whole."""

    url: str
    content: str
    language: str
    kind: str
    title: str


class Engine:
    """One running Pagefind.  `version` is what it calls itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._asked = 0

    def index(self, language: str) -> int:
        """A new, empty index of texts in one language; its number."""
        config = {"force_language": language, "keep_index_url": True, "exclude_selectors": TWICE}
        return int(self._ask("NewIndex", config=config)["index_id"])

    def add_page(self, index: int, url: str, html: str) -> None:
        self._ask("AddFile", index_id=index, url=url, file_contents=html)

    def add_record(self, index: int, record: Record) -> None:
        filters = {"kind": [record.kind]} if record.kind else {}
        what = {"url": record.url, "content": record.content, "language": record.language}
        self._ask("AddRecord", index_id=index, **what, meta={"title": record.title}, filters=filters)

    def files(self, index: int) -> dict[str, bytes]:
        """path -> bytes of the bundle; the index is forgotten."""
        found = self._ask("GetFiles", index_id=index)["files"]
        self._ask("DeleteIndex", index_id=index)
        return {file["path"]: b64decode(file["content"]) for file in found}

    def _ask(self, kind: str, **what: Any) -> dict[str, Any]:
        self._asked += 1
        request = {"message_id": self._asked, "payload": {"type": kind, **what}}
        try:
            self._send(b64encode(msgspec.json.encode(request)) + b",")
            answer = msgspec.json.decode(b64decode(self._receive()))["payload"]
        except (OSError, ValueError, KeyError, msgspec.DecodeError) as error:
            raise SearchError(f"Pagefind ended before it had answered ({error}).", HINT) from None
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind says: {answer['message']}.", HINT)
        return dict(answer)

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _receive(self) -> bytes:
        """One answer, up to its comma.  base64 holds none."""
        assert self._process.stdout is not None
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b","):
            part = self._process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not part:
                raise ValueError(b"".join(parts)[:200].decode("utf-8", "replace") or "no word")
            parts.append(part)
        return b"".join(parts)[:-1]


HINT = 'Build again; if it says so again, set search.engine = "none" and build without search.'


@contextmanager
def running() -> Iterator[Engine]:
    """A Pagefind that ends with the block."""
    process = subprocess.Popen(
        [executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield Engine(process)
    finally:
        process.kill()
        process.communicate()


def fingerprint() -> str:
    """Which Pagefind is installed; "" where none is."""
    name = pagefind()
    return f"{name} {version(name.replace('_', '-'))}" if name else ""
