"""Inputs and a memo on object storage: a real server of S3's protocol on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import distributed
import obstore
import pytest
from moto.server import ThreadedMotoServer

from sitegen import crew, inputs, intake, objects, output
from sitegen.build import build
from sitegen.config import load
from sitegen.errors import ConfigError, WorkerError
from sitegen.model import Report
from sitegen.work import away
from tests.conftest import NO_MODEL, SETTINGS, Archive

TEXT = "---\ntitle: {0}\ndate: 2020-01-02\n---\n\nIt was so.\n"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that holds a bucket `wire`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        running.start()
        host, port = running.get_host_and_port()
        yield f"http://{host}:{port}"
        running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty folder in a bucket; the environment says how it is reached."""
    told = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    import boto3

    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    client.create_bucket(Bucket="wire")
    for entry in client.list_objects_v2(Bucket="wire").get("Contents", []):
        client.delete_object(Bucket="wire", Key=entry["Key"])
    client.close()
    objects.opened.cache_clear()
    yield "s3://wire/archive"
    objects.opened.cache_clear()


def put(url: str, path: str, text: str) -> None:
    objects.put(url, path, text.encode())


def built(archive: Archive, **options: Any) -> Report:
    output._folders.clear()
    return build(load(archive.root, **options), jobs=1)


def cloudy(new_archive: Callable[..., Archive], name: str, url: str) -> Archive:
    return new_archive(name, SETTINGS + NO_MODEL + f'[cloud]\ninputs = "{url}"\n')


def test_a_site_of_inputs_is_that_of_the_same_seeds(new_archive: Callable[..., Archive], bucket: str) -> None:
    far, near = cloudy(new_archive, "far", bucket), new_archive("near")
    wire = '{"id": "a", "title": "Wire", "text": "From afar."}\n'
    for name, text in {"a.md": TEXT.format("A"), "sub/b.md": TEXT.format("B"), "wire.jsonl": wire}.items():
        put(bucket, name, text)
        near.seed(name, text)
    for archive in (far, near):
        archive.seed("own.md", TEXT.format("Own"))
        archive.build()
    assert far.site() == near.site() and any("wire" in path for path in far.site())


def test_only_what_changed_is_brought(new_archive: Callable[..., Archive], bucket: str) -> None:
    archive = cloudy(new_archive, "far", bucket)
    for n in range(30):
        put(bucket, f"{n}.md", TEXT.format(f"Title {n}"))
    assert f"30 files brought from {bucket}, 0 removed." in built(archive).notices
    again = built(archive)
    assert again.rendered == 0 and not any("brought" in notice for notice in again.notices)
    put(bucket, "3.md", TEXT.format("Another"))
    obstore.delete(objects.opened(bucket), "7.md")
    assert f"1 files brought from {bucket}, 1 removed." in built(archive).notices
    assert any(b"Another" in data for data in archive.site().values())
    assert not (archive.root / "seeds/7.md").exists()


def test_an_object_that_is_as_long_as_before_is_brought_too(new_archive: Callable[..., Archive], bucket: str) -> None:
    archive = cloudy(new_archive, "far", bucket)
    put(bucket, "a.md", TEXT.format("Rain"))
    built(archive)
    put(bucket, "a.md", TEXT.format("Snow"))
    built(archive)
    assert any(b"Snow" in data for data in archive.site().values())
    assert not any(b">Rain<" in data for data in archive.site().values())


def test_what_lies_here_is_never_overwritten_or_removed(new_archive: Callable[..., Archive], bucket: str) -> None:
    archive = cloudy(new_archive, "far", bucket)
    archive.seed("mine.md", TEXT.format("Mine"))
    for name in ("mine.md", "edited.md", "addresses.tsv", ".hidden.md"):
        put(bucket, name, TEXT.format("Theirs"))
    built(archive)
    seeds = archive.root / "seeds"
    assert "Mine" in (seeds / "mine.md").read_text() and "Theirs" not in (seeds / "addresses.tsv").read_text()
    assert not (seeds / ".hidden.md").exists()
    (seeds / "edited.md").write_text(TEXT.format("Edited here"))
    report = built(archive)
    assert "Edited here" in (seeds / "edited.md").read_text()
    assert any("edited.md, mine.md" in notice and "count" in notice for notice in report.notices)
    put(bucket, "other.md", TEXT.format("Other"))
    for name in ("mine.md", "edited.md"):
        obstore.delete(objects.opened(bucket), name)
    built(archive)
    assert (seeds / "mine.md").exists() and (seeds / "edited.md").exists()


def test_an_address_where_nothing_is_left_removes_nothing(new_archive: Callable[..., Archive], bucket: str) -> None:
    archive = cloudy(new_archive, "far", bucket)
    put(bucket, "a.md", TEXT.format("A"))
    built(archive)
    obstore.delete(objects.opened(bucket), "a.md")
    with pytest.raises(ConfigError, match="nothing at s3://wire/archive any more"):
        built(archive)
    assert (archive.root / "seeds/a.md").exists()


def test_a_bringing_that_broke_off_goes_on(new_archive: Callable[..., Archive], bucket: str) -> None:
    archive = cloudy(new_archive, "far", bucket)
    for n in range(40):
        put(bucket, f"{n:02}.md", TEXT.format(n))
    real, left = inputs._Mirror._fetched, [12]

    def failing(self: Any, path: str, mark: str, meta: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return real(self, path, mark, meta)

    seeds = str(archive.root / "seeds")
    with mock.patch.object(inputs._Mirror, "_fetched", failing):
        told, problem = inputs.mirror(bucket, seeds)
    assert problem is not None and "cannot be read" in problem[0] and told == []
    kept = len(list(Path(seeds).glob("*.md")))
    assert 0 < kept <= 12 and not list(Path(seeds).glob(".*.part"))
    told, problem = inputs.mirror(bucket, seeds)
    assert problem is None and len(list(Path(seeds).glob("*.md"))) == 40


@pytest.mark.parametrize("url", ["nonsense", "s3:/x", "ftp://a/b"])
def test_an_address_that_is_none_is_told(new_archive: Callable[..., Archive], url: str) -> None:
    with pytest.raises(ConfigError, match=f"(?s){url}.*s3://BUCKET"):
        built(cloudy(new_archive, "far", url))


def test_obstore_that_is_not_installed_is_told() -> None:
    objects.opened.cache_clear()
    with (
        mock.patch.dict("sys.modules", {"obstore.store": None}),
        pytest.raises(ConfigError, match=r"(?s)s3://a/b.*sitegen-archive\[cloud\]"),
    ):
        objects.opened("s3://a/b")


# ---- the memo of a cluster


@pytest.fixture
def cluster(bucket: str, scheduler: Any) -> Iterator[str]:
    """The address of a scheduler whose workers know how the bucket is reached."""
    told = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
        client.run(os.environ.update, told)
    yield f"dask:{scheduler.scheduler_address}"


def names(url: str) -> list[str]:
    return sorted(meta["path"] for part in obstore.list(objects.opened(url)) for meta in part)


def test_what_is_in_the_memo_is_not_read_again(new_archive: Callable[..., Archive], bucket: str, cluster: str) -> None:
    """A second machine with the same seeds, and no build state, asks the workers for nothing that they did before."""
    memo = f"{bucket}/memo"
    plain, first, second = (new_archive(n, SETTINGS + NO_MODEL + f'[cloud]\nmemo = "{memo}"\n') for n in "abc")
    for archive in (plain, first, second):
        for n in range(40):
            archive.article(f"{n:02}.md", f"Rain {n}", f"2020-01-{n % 28 + 1:02}", ("Ann Lee",), ("Rain",))
    with mock.patch.object(crew, "ALONE", 0), mock.patch.object(intake, "BATCH", 10):
        built(plain, executor="serial")
        assert names(memo) == []
        built(first, executor=cluster)
        kept = names(memo)
        assert len(kept) == 4
        with mock.patch.object(away, "open_work", None):  # it is never sent, so nothing can be read
            built(second, executor=cluster)
        assert names(memo) == kept
        second.article("05.md", "Snow", "2020-01-09")
        built(second, executor=cluster)
        assert len(names(memo)) == 5
    assert first.site() == plain.site()


def test_a_memo_serves_and_a_damaged_one_is_made_anew(bucket: str, tmp_path: Path) -> None:
    from sitegen.cluster import DONE, _opened, encode, work_on

    _opened.clear()
    calls: list[str] = []

    def opening(order: bytes) -> Any:
        return lambda task, parcel: calls.append(task) or len(parcel)

    memo = f"{bucket}/memo"
    first = work_on(opening, b"order", "read", b"parcel", memo)
    assert first == work_on(opening, b"order", "read", b"parcel", memo) == DONE + encode(6)
    assert calls == ["read"]
    work_on(opening, b"another order", "read", b"parcel", memo)
    work_on(opening, b"order", "read", b"another parcel", memo)
    assert calls == ["read"] * 3
    (name, *_) = names(memo)
    objects.put(memo, name, b"damaged")
    for parcel in (b"parcel", b"another parcel"):
        for order in (b"order", b"another order"):
            work_on(opening, order, "read", parcel, memo)
    assert len(calls) == 5, "the damaged one, and the one that was never asked"


def test_a_memo_that_cannot_be_written_is_told(new_archive: Callable[..., Archive], cluster: str) -> None:
    archive = new_archive("a", SETTINGS + NO_MODEL + '[cloud]\nmemo = "s3://not-there/memo"\n')
    archive.article("a.md", "A")
    with mock.patch.object(crew, "ALONE", 0), pytest.raises(WorkerError, match="memo at s3://not-there/memo cannot"):
        built(archive, executor=cluster)
