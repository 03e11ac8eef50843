"""Links to other sites, looked at by HTTP: only when asked for, one at a time at each host, and seldom.

HEAD first, then GET where that is refused; answers are kept for a week.  What only says "not now" or "not to programs"
(403, 429, 5xx, no answer in time) is no dead link."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import msgspec

AGENT = "sitegen-check (link checker of a static archive)"
TIMEOUT, PAUSE, HOPS, HOSTS_AT_ONCE = 10.0, 0.5, 5, 8
WEEK = 7 * 24 * 3600
DEAD = (404, 410)
Answers = dict[str, tuple[float, str]]  # address -> when it was asked, and why it is dead ("" where it is not)


def dead(addresses: Iterable[str], kept: Path | None) -> dict[str, str]:
    """The addresses that are dead, with the reason.  `kept`: a file of answers."""
    answers = _read(kept, time.time())
    waiting: dict[str, list[str]] = defaultdict(list)
    asked = sorted({address.partition("#")[0] for address in addresses})
    for address in asked:
        if address not in answers:
            waiting[urlsplit(address).netloc].append(address)

    def ask_all(of_host: list[str]) -> list[tuple[str, str]]:
        return list(_politely(of_host))

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        for found in threads.map(ask_all, waiting.values()):
            answers.update((address, (time.time(), why)) for address, why in found)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(msgspec.msgpack.encode(answers))
    return {address: answers[address][1] for address in asked if answers[address][1]}


def _read(kept: Path | None, now: float) -> Answers:
    if kept is None or not kept.is_file():
        return {}
    try:
        answers = msgspec.msgpack.decode(kept.read_bytes(), type=Answers)
    except msgspec.MsgspecError:
        return {}
    return {address: answer for address, answer in answers.items() if now - answer[0] < WEEK}


def _politely(addresses: list[str]) -> Iterator[tuple[str, str]]:
    for n, address in enumerate(addresses):
        if n:
            time.sleep(PAUSE)
        yield address, ask(address)


def ask(address: str) -> str:
    """Why an address is dead, "" where it is not, or nobody can say."""
    for _ in range(HOPS):
        try:
            status, leads = _asked("HEAD", address)
            if status in (400, 403, 404, 405, 410, 501):
                status, leads = _asked("GET", address)
        except TimeoutError:
            return ""
        except (OSError, http.client.HTTPException, ValueError) as error:
            return f"no answer: {error}"
        if status in (301, 302, 303, 307, 308) and leads:
            address = urljoin(address, leads)
        else:
            return f"HTTP {status}" if status in DEAD else ""
    return "redirects without end"


def _asked(method: str, address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{parts.scheme}: is no address of the web")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()
