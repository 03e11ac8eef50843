"""The documentation says what is, and its commands run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import msgspec
import pytest

from sitegen import config
from sitegen.cli import cli
from sitegen.parse import given
from tests.conftest import Archive

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SAID = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in PAGES}
EVERYTHING = "\n".join(SAID.values())
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page: str, language: str) -> list[str]:
    return [text for kind, text in FENCED.findall(SAID[page]) if kind == language]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment whose PATH begins with this checkout's `sitegen`.  Making an environment and installing, and the
    preview, which does not end by itself, are `console` blocks: test_install.py and tests/preview/ run those."""
    command = tmp_path / "bin/sitegen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sitegen "$@"\n')
    command.chmod(0o755)
    yield {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.slow
def test_the_tour_of_the_readme_runs(tmp_path: Path, shell: dict[str, str]) -> None:
    tour = [text for text in blocks("README.md", "sh") if not text.startswith("make ")]
    assert len(tour) == 3
    assert sorted(line.split()[-1] for text in blocks("README.md", "console") for line in text.splitlines()) == [
        "--open",
        ".",
        "~/sitegen",
        "~/sitegen/bin/activate",
    ], "what is not run here"
    until_clean = "".join(tour).removesuffix("sitegen clean\n")
    done = subprocess.run(["sh", "-eu", "-c", until_clean], cwd=tmp_path, env=shell, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    archive = tmp_path / "courier"
    person = (archive / "site/people/clara-njoroge.html").read_text("utf-8")
    assert "drive forty minutes to buy bread" in person, "what the README promises to find is found"
    assert "The last ferry" in (archive / "site/index.html").read_text("utf-8")
    (bridge,) = (x for x in exported(archive / "courier.jsonl") if x["source"]["path"] == "bridge.txt")
    assert [(d["text"]) for d in bridge["dropped"]] == ["Click here to subscribe to our newsletter"]
    assert [(c["credit"]) for c in bridge["captions"]] == ["Ivo Marek/Courier"]

    subprocess.run(["sitegen", "clean"], cwd=archive, env=shell, check=True, capture_output=True)
    assert not list((archive / "site").glob("**/*.html"))
    assert (archive / "seeds/bridge.txt").is_file()


@pytest.mark.slow
def test_the_documented_profile_runs(tmp_path: Path, shell: dict[str, str]) -> None:
    (profile,) = (text for text in blocks("docs/performance.md", "sh") if "--profile" in text)
    done = subprocess.run(["sh", "-eu", "-c", profile], cwd=tmp_path, env=shell, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for head in ("MiB a worker", "Slowest articles", "Slowest pages", "Templates"):
        assert head in done.stdout, head


def exported(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \|", SAID["docs/configuration.md"], re.M)
    assert sorted(rows) == sorted(config.keys())


def test_the_documented_defaults_are_the_defaults() -> None:
    (toml,) = (text for text in blocks("docs/configuration.md", "toml"))
    stated = tomllib.loads(toml)
    assert msgspec.convert(stated, config.Config) == config.Config()
    flat = [
        f"{k}.{inner}" if isinstance(v, dict) else k
        for k, v in stated.items()
        for inner in (v if isinstance(v, dict) else "x")
    ]
    assert sorted(flat) == sorted(k for k in config.keys() if not k.startswith(("source.", "deploy.")))  # noqa: SIM118


def test_every_permalink_token_is_documented() -> None:
    rows = re.findall(r"^\| `:([a-z]+)` \|", SAID["docs/configuration.md"], re.M)
    assert sorted(rows) == sorted(config.TOKENS)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    found = re.search(rf"^## `sitegen {name}\b.*?(?=^## |\Z)", SAID["docs/commands.md"], re.M | re.S)
    assert found, f"docs/commands.md has no section on {name}"
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in found[0]


def test_every_command_in_the_documentation_exists() -> None:
    said = re.findall(
        r"(?:^\s*(?:\S*/)?|`|&& |run: |\$ |= \")sitegen ((?:--root \S+ )?[a-z]+)\b([^`\n\"#;|]*)", EVERYTHING, re.M
    )
    used = {command.rpartition(" ")[2] for command, _ in said}
    assert used >= set(cli.commands)
    for command, arguments in said:
        name = command.rpartition(" ")[2]
        assert name in cli.commands, f"sitegen {name}"
        known = {opt for parameter in cli.commands[name].params for opt in parameter.opts} | {"--help"}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", arguments)) <= known, f"sitegen {name}{arguments}"


def test_every_target_of_make_in_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert targets >= set(re.findall(r"(?:^|`|    )make ([a-z]+)", EVERYTHING, re.M)) >= {"site", "test"}


def test_the_readme_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\((docs/[^)#]+)", SAID["README.md"]))
    assert linked >= {name for name in SAID if name.startswith("docs/")}


def test_the_tests_and_modules_that_are_named_exist() -> None:
    for name in re.findall(r"`(?:tests/)?((?:\w+/)?test_\w+\.py)`", EVERYTHING):
        assert (ROOT / "tests" / name).is_file(), name
    architecture = SAID["docs/architecture.md"]
    for name in re.findall(r"`(\w+(?:/\w+)?\.py)`", architecture):
        assert "test_" in name or (ROOT / "sitegen" / name).is_file(), name
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", architecture, re.M)
    told = {name for row in rows for name in re.findall(r"\w+", row)}
    there = {path.stem for path in (ROOT / "sitegen").iterdir() if not path.name.startswith(("_", "."))}
    assert told == there - {"py"}


@pytest.mark.parametrize("page", SAID)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", SAID[page]):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target


def test_an_export_is_what_its_schema_says_and_verbatim(archive: Archive) -> None:
    (archive.root / "sitegen.toml").write_text('title = "The Courier"\nbase_url = "https://example.org/"\n')
    for name, text in invented():
        archive.seed(name, text)
    archive.article("given.md", "Given", "2019-03", ("Ann Lee",), ("rain",))
    from sitegen.export import export

    export(config.load(archive.root), str(archive.root / "out.jsonl"), jobs=1)
    schema = json.loads((ROOT / "docs/export.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    articles = exported(archive.root / "out.jsonl")
    assert len(articles) == len(invented()) + 1
    for article in articles:
        assert not [e.message for e in validator.iter_errors(article)]
        check_verbatim(article)
    assert any(article["quotes"] for article in articles)


def check_verbatim(article: dict) -> None:
    """As docs/export.md tells readers to."""
    text = article["text"]
    for quote in article["quotes"]:
        said = " ".join(text[start:end] for start, end in quote["spans"])
        assert " ".join(said.split()) == " ".join(quote["text"].split())
    for person in article["people"]:
        forms = {f.casefold() for f in (person["name"], *person["aliases"])}
        assert {text[start:end].casefold() for start, end in person["mentions"]} <= forms


def invented() -> list[tuple[str, str]]:
    here = next(text for text in blocks("README.md", "sh") if "<<'END'" in text)
    return re.findall(r"cat > seeds/(\S+) <<'END'\n(.*?)^END$", here, re.M | re.S)


def test_every_field_of_front_matter_is_documented() -> None:
    names = {
        name
        for constant in ("DEK", "DATE", "AUTHORS", "PEOPLE", "TAGS", "IMAGE", "CAPTION", "CREDIT", "LANGUAGE")
        for name in getattr(given, constant)
    }
    table = SAID["docs/input.md"].partition("| field | names |")[2].partition("\n\n")[0]
    documented = set(re.findall(r"`([a-z_]+)`", table))
    assert documented == names | {"title", "byline", "slug", "aliases"}
