"""The plan, the manifest and the targets: pure functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import config
from sitegen.config import Config, DeployTable
from sitegen.deploy import kinds, manifest, targets
from sitegen.deploy.manifest import BEGUN, Manifest, Sent
from sitegen.deploy.plan import plan, strangers
from sitegen.errors import ConfigError, DeployError

PATHS = st.sampled_from(
    ["index.html", "style.css", "feed.xml", "a.html", "people/b.html", "pictures/c.avif", "x\ty.txt", "ünïcode/é.html"]
)
SENT = st.builds(Sent, st.sampled_from(["aa", "bb"]), st.just("text/html|no-store|"))
SITE = st.dictionaries(PATHS, SENT)
THERE = st.builds(Manifest, st.dictionaries(PATHS, SENT | st.just(BEGUN)))


@given(SITE, THERE)
def test_after_the_plan_what_stands_is_the_site(site: dict[str, Sent], there: Manifest) -> None:
    todo = plan(site, there)
    after = dict(there.files)
    for path in todo.send:
        assert after.get(path) != site[path], "what stands is not sent again"
        after[path] = site[path]
    for path in todo.remove:
        assert path not in site
        del after[path]
    assert after == site
    assert todo.same == len(site) - len(todo.send)


@given(SITE, THERE)
def test_assets_go_first_and_the_front_page_last(site: dict[str, Sent], there: Manifest) -> None:
    send = plan(site, there).send
    pages = [n for n, path in enumerate(send) if path.endswith(".html")]
    assets = [n for n, path in enumerate(send) if path.endswith((".css", ".avif", ".txt"))]
    assert not pages or not assets or max(assets) < min(pages)
    if "index.html" in send:
        assert set(send[send.index("index.html") :]) <= {"index.html", "feed.xml"}


@given(SITE, THERE)
def test_only_paths_that_we_never_wrote_can_be_strangers(site: dict[str, Sent], there: Manifest) -> None:
    assert set(strangers(plan(site, there).send, there)) == set(site) - set(there.files)


@given(st.dictionaries(PATHS, SENT | st.just(BEGUN)))
def test_a_manifest_comes_back_as_it_was(files: dict[str, Sent]) -> None:
    data = manifest.packed(Manifest(files))
    assert manifest.unpacked(data, "there").files == files
    assert data == manifest.packed(Manifest(dict(reversed(files.items()))))


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\x1f\x8b\x08", manifest.packed(Manifest({"a": BEGUN}))[:-9]])
def test_a_manifest_that_cannot_be_read_stops_the_deploy(data: bytes) -> None:
    with pytest.raises(DeployError, match="cannot be read"):
        manifest.unpacked(data, "there")


@pytest.mark.parametrize(
    ("path", "type", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", "max-age=0"),
        ("people/feed.xml", "application/atom+xml; charset=utf-8", "max-age=0"),
        ("sitemap.xml", "application/xml", "max-age=0"),
        ("style.css", "text/css; charset=utf-8", "max-age=3600"),
        ("pictures/a.AVIF", "image/avif", "max-age=86400"),
        ("search/2003/fragment/en_1.pf_fragment", "application/octet-stream", "immutable"),
        (".nojekyll", "text/plain; charset=utf-8", "max-age=0"),
        ("_redirects", "text/plain; charset=utf-8", "max-age=0"),
    ],
)
def test_types_and_how_long_files_are_kept(path: str, type: str, cache: str) -> None:
    form = kinds.form_of(path, 10_000, compress=True)
    assert form.type == type and cache in form.cache
    assert form.encoding == ("gzip" if type.startswith(kinds.SQUEEZED) else "")
    assert not kinds.form_of(path, 10_000, compress=False).encoding


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("ftp://example.org", "is not known"),
        ("ftp://me:hunter2@example.org", "password"),
        ("sftp://me:hunter2@example.org/srv", "password"),
        ("s3:///prefix", "names no bucket"),
        ("sftp:///srv", "names no server"),
    ],
)
def test_addresses_that_cannot_be_followed(to: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        targets.find(Config(), to)
    assert "hunter2" not in str(caught.value)


def test_the_only_target_need_not_be_named() -> None:
    one = {"live": DeployTable(to="s3://bucket")}
    assert targets.find(Config(deploy=one), "").name == "live"
    with pytest.raises(ConfigError, match="several"):
        targets.find(Config(deploy=one | {"next": DeployTable(to="file:out")}), "")
    with pytest.raises(ConfigError, match="has none"):
        targets.find(Config(), "")
    with pytest.raises(ConfigError) as caught:
        targets.find(Config(deploy=one), "life")
    assert "'live'" in caught.value.hint


def test_unknown_keys_of_a_target_are_told(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").write_text('[deploy.live]\nto = "s3://b"\nbucket = "b"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"sitegen.toml:3: unknown key 'deploy\.bucket'"):
        config.load(tmp_path)
