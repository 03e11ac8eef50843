"""One map over batches, whoever does the work."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sitegen.errors import WorkerError
from sitegen.executor import Processes, Serial


def work(task: str, batch: Any) -> Any:
    if task == "slow first":
        time.sleep(0.2 if batch[0] == 0 else 0)
    if task == "crash" and 7 in batch:
        raise ValueError("a bug")
    if task == "die" and 7 in batch:
        os._exit(9)
    return [n * 2 for n in batch]


MAKERS: list[Callable[[], Any]] = [lambda: Serial(work), lambda: Processes(1, work), lambda: Processes(3, work)]


@pytest.fixture(params=MAKERS, ids=["serial", "1 process", "3 processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = request.param()
    yield made
    made.close()


def batches(n: int, size: int = 3) -> list[list[int]]:
    return [list(range(i, i + size)) for i in range(0, n, size)]


@pytest.mark.parametrize("n", [0, 1, 3, 10, 300])
@pytest.mark.parametrize("task", ["plain", "slow first"])
def test_results_come_in_the_order_of_the_batches(executor: Any, n: int, task: str) -> None:
    wanted = [[x * 2 for x in b] for b in batches(n)]
    assert list(executor.map(task, batches(n), list[int])) == wanted
    assert list(executor.map(task, iter(batches(n)), list[int])) == wanted


def test_batches_are_taken_as_they_are_needed() -> None:
    taken = 0

    def counted() -> Iterator[list[int]]:
        nonlocal taken
        for b in batches(3000):
            taken += 1
            yield b

    executor = Processes(2, work)
    results = executor.map("plain", counted(), list[int])
    next(results)
    assert taken < 20
    assert len(list(results)) == 999
    executor.close()


def test_a_bug_in_a_worker_is_told_with_its_traceback() -> None:
    executor = Processes(2, work)
    with pytest.raises(WorkerError, match="ValueError: a bug"):
        list(executor.map("crash", batches(30), list[int]))
    executor.close()


def test_a_worker_that_dies_is_told() -> None:
    executor = Processes(2, work)
    with pytest.raises(WorkerError, match="died"):
        list(executor.map("die", batches(30), list[int]))
    executor.close()
