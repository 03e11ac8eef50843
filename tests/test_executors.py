"""One map over batches, whoever does the work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import distributed
import pytest

from sitegen import cluster, crew, intake, output
from sitegen.build import build
from sitegen.cluster import Cluster
from sitegen.config import load
from sitegen.errors import ConfigError, WorkerError
from sitegen.executor import Processes, Serial
from sitegen.model import Report
from sitegen.work import away, parcels
from tests.conftest import NO_SEARCH, SETTINGS, Archive
from tests.test_histories import png


def work(task: str, batch: Any) -> Any:
    if task == "slow first":
        time.sleep(0.2 if batch[0] == 0 else 0)
    if task == "crash" and 7 in batch:
        raise ValueError("a bug")
    if task == "die" and 7 in batch:
        os._exit(9)
    return [n * 2 for n in batch]


def opened(order: bytes) -> Callable[[str, Any], Any]:
    """What a worker of a cluster calls for each parcel."""
    if order == b"refused":
        raise WorkerError("Another version.", "Install this one.")
    return lambda task, parcel: work(task, cluster.decode(parcel))


class Local:
    """A cluster of processes of this machine; it is called as the others are."""

    def __init__(self, address: str) -> None:
        self.cluster = Cluster(address, opened, b"order")

    def map(self, task: str, batches: Any, kind: Any) -> Iterator[Any]:
        return self.cluster.map(task, map(cluster.encode, batches), kind)

    def close(self) -> None:
        self.cluster.close()


MAKERS: list[Callable[[str], Any]] = [
    lambda _: Serial(work),
    lambda _: Processes(1, work),
    lambda _: Processes(3, work),
    Local,
]


@pytest.fixture(params=MAKERS, ids=["serial", "1 process", "3 processes", "dask"])
def executor(request: pytest.FixtureRequest, scheduler: distributed.LocalCluster) -> Iterator[Any]:
    made = request.param(scheduler.scheduler_address)
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


@pytest.mark.parametrize("dask", [False, True])
def test_batches_are_taken_as_they_are_needed(dask: bool, scheduler: distributed.LocalCluster) -> None:
    taken = 0

    def counted() -> Iterator[list[int]]:
        nonlocal taken
        for b in batches(900):
            taken += 1
            yield b

    executor: Any = Local(scheduler.scheduler_address) if dask else Processes(2, work)
    results = executor.map("plain", counted(), list[int])
    next(results)
    assert taken < 20
    assert len(list(results)) == 299
    executor.close()


@pytest.mark.parametrize("dask", [False, True])
def test_a_bug_in_a_worker_is_told_with_its_traceback(dask: bool, scheduler: distributed.LocalCluster) -> None:
    executor: Any = Local(scheduler.scheduler_address) if dask else Processes(2, work)
    with pytest.raises(WorkerError, match="ValueError: a bug"):
        list(executor.map("crash", batches(30), list[int]))
    executor.close()


def test_a_worker_that_dies_is_told() -> None:
    executor = Processes(2, work)
    with pytest.raises(WorkerError, match="died"):
        list(executor.map("die", batches(30), list[int]))
    executor.close()


# ---- a cluster


def test_nothing_is_kept_on_a_cluster(scheduler: distributed.LocalCluster) -> None:
    executor = Local(scheduler.scheduler_address)
    assert len(list(executor.map("plain", batches(300), list[int]))) == 100
    for _ in range(100):  # what is released goes with the next message to the scheduler
        held = executor.cluster.client.run_on_scheduler(lambda dask_scheduler: sorted(dask_scheduler.tasks))
        if len(held) <= 1:
            break
        time.sleep(0.05)
    assert [key for key in held if "order" not in key] == []
    executor.close()


def test_a_parcel_that_kills_its_workers_is_told(scheduler: distributed.LocalCluster) -> None:
    executor = Local(scheduler.scheduler_address)
    with pytest.raises(WorkerError, match="died, one after another"):
        list(executor.map("die", batches(30), list[int]))
    executor.close()
    executor = Local(scheduler.scheduler_address)
    assert len(list(executor.map("plain", batches(30), list[int]))) == 10, "the cluster goes on"
    executor.close()


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with (
        mock.patch.object(cluster, "CONNECT", 1.0),
        pytest.raises(WorkerError, match=r"(?s)no Dask scheduler at tcp://127.0.0.1:9.*dask scheduler"),
    ):
        Cluster("tcp://127.0.0.1:9", opened, b"order")


def test_a_scheduler_without_workers_is_told() -> None:
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", host="127.0.0.1") as empty,
        mock.patch.object(cluster, "PATIENCE", 0.3),
        pytest.raises(WorkerError, match=r"(?s)has no workers.*dask worker tcp://127"),
    ):
        Cluster(empty.scheduler_address, opened, b"order")


def test_dask_that_is_not_installed_is_told() -> None:
    with (
        mock.patch.dict("sys.modules", {"distributed": None}),
        pytest.raises(ConfigError, match=r"(?s)sitegen-archive\[dask\]"),
    ):
        Cluster("tcp://127.0.0.1:9", opened, b"order")


def test_an_order_that_a_worker_refuses_is_told(scheduler: distributed.LocalCluster) -> None:
    executor = Cluster(scheduler.scheduler_address, opened, b"refused")
    with pytest.raises(WorkerError, match="Another version"):
        list(executor.map("plain", [b"x"], list[int]))
    executor.close()


def test_another_version_at_the_workers_is_told(archive: Archive, scheduler: distributed.LocalCluster) -> None:
    texts(archive, 3)
    with (
        mock.patch.object(away, "program", lambda model: b"another"),
        mock.patch.object(crew, "ALONE", 0),
        pytest.raises(WorkerError, match=r"(?s)runs another sitegen \(version .*Install the same version"),
    ):
        built(archive, f"dask:{scheduler.scheduler_address}")


@pytest.mark.parametrize("spec", ["dask", "dask:localhost", "processes:0", "processes", "Serial", "spark:tcp://a:1"])
def test_an_executor_that_is_none_is_told(spec: str, archive: Archive) -> None:
    with pytest.raises(ConfigError, match=r"(?s)executor = .*dask:tcp://HOST:8786"):
        load(archive.root, executor=spec)


def texts(archive: Archive, n: int) -> None:
    """Invented articles of each kind that a cluster is sent: texts, a page, records; with lines that recur, an
    editor's word on one, and a picture beside one."""
    for i in range(n):
        who = ("Ann Lee", "Bo Ek", "Cyd Marsh")[i % 3]
        archive.seed(
            f"{i % 5}/{i:03}.txt",
            f"Ferry {i} kept in port by gales\n\nShare this story\n\nThe harbour at Lowick was closed on Monday.\n\n"
            f"“We could not let anybody out in that sea,” said harbour master {who}. “It was not worth a life.”\n",
        )
    page = "<html><head><title>Rain</title></head><body><article><h1>Rain</h1>{}</article></body></html>"
    archive.seed("page.html", page.format("<p>It rained in Lowick for a week, and nobody minded.</p>" * 5))
    archive.seed(
        "wire.jsonl", "".join(f'{{"id": "{i}", "title": "Wire {i}", "text": "It is so."}}\n' for i in range(9))
    )
    archive.seed("corrections.toml", '["0/000.txt"]\ntitle = "The ferry sails again"\n')
    archive.seed("tags.toml", '["Storms"]\npatterns = ["gales"]\n')
    archive.seed("people.toml", '["Bo Ek (the elder)"]\nname = "Bo Ek"\narticles = ["1/001.txt"]\n')
    archive.seed("1/001.png", png(90))


def built(archive: Archive, executor: str, progress: Any = None) -> Report:
    output._folders.clear()
    return build(load(archive.root, executor=executor), progress=progress)


@pytest.mark.slow
def test_a_cluster_that_loses_and_gains_workers_gives_the_same_bytes(
    new_archive: Callable[..., Archive], scheduler: distributed.LocalCluster
) -> None:
    plain = new_archive("plain", SETTINGS + NO_SEARCH)
    texts(plain, 160)
    away_ = new_archive("away", SETTINGS + NO_SEARCH)
    shutil.copytree(plain.root / "seeds", away_.root / "seeds", dirs_exist_ok=True)
    wanted = built(plain, "serial")
    killed: list[int] = []

    def disturb(room: str, done: int, total: int) -> None:
        if room == "read" and not killed:
            with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
                killed.append(sorted(client.run(os.getpid).values())[0])
            os.kill(killed[0], signal.SIGKILL)
            scheduler.scale(3)

    with mock.patch.object(intake, "BATCH", 8), mock.patch.object(parcels, "LARGE", 1500):
        report = built(away_, f"dask:{scheduler.scheduler_address}", disturb)
    assert killed and report.problems == wanted.problems == []
    assert (report.articles, report.rendered) == (wanted.articles, wanted.rendered)
    assert away_.site() == plain.site()
    assert built(away_, f"dask:{scheduler.scheduler_address}").rendered == 0


ROOT = Path(__file__).parent.parent


def documented() -> list[list[str]]:
    """The commands of docs/performance.md that make a cluster and build with it."""
    told = (ROOT / "docs/performance.md").read_text("utf-8").partition("## Several machines")[2]
    block = re.search(r"^```console\n(.*?)^```$", told, re.M | re.S)
    assert block, "a block of commands"
    return [
        shlex.split(line.partition("$ ")[2])
        for line in block[1].splitlines()
        if "$ dask" in line or "$ sitegen" in line
    ]


@pytest.fixture
def machines(archive: Archive) -> Iterator[tuple[list[subprocess.Popen[bytes]], list[str]]]:
    """(a scheduler and its worker, the build that uses them), as documented, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    mine = [[word.replace("10.0.0.1", "127.0.0.1").replace("8786", port) for word in line] for line in documented()]
    (scheduler, worker, build_) = mine
    assert (scheduler[:2], worker[:2], build_[:2]) == (["dask", "scheduler"], ["dask", "worker"], ["sitegen", "build"])
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *line[1:], "--dashboard-address", ":0"],
            env=surroundings,
            cwd=archive.root,
            stderr=subprocess.DEVNULL,
        )
        for line in ([*scheduler, "--port", port], worker)
    ]
    yield running, [sys.executable, "-m", *build_]
    for process in reversed(running):
        process.terminate()
        process.wait(20)


@pytest.mark.slow
def test_the_documented_commands_make_a_cluster_that_builds(archive: Archive, machines: Any) -> None:
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_SEARCH, "utf-8")
    texts(archive, 160)
    _, command = machines
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=archive.root, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{160 + 1 + 9} articles" in done.stdout


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_told_and_what_was_read_is_kept(archive: Archive, machines: Any) -> None:
    texts(archive, 300)
    running, command = machines

    def lose(room: str, done: int, total: int) -> None:
        if room == "read":
            running[0].kill()

    with (
        mock.patch.object(intake, "BATCH", 8),
        mock.patch.object(intake, "COMMIT", 1),
        pytest.raises(WorkerError, match=r"(?s)connection to the Dask scheduler.*was lost.*build once more"),
    ):
        built(archive, command[-1], lose)
    assert built(archive, "serial").articles == 310
