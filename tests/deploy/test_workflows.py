"""The workflows that `sitegen init --ci` writes: valid YAML, commands that exist, nothing of the user's replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from sitegen import workflows
from sitegen.cli import cli
from sitegen.start import start


@pytest.mark.parametrize("ci", sorted(workflows.FILES))
def test_a_workflow_builds_and_publishes(ci: str, tmp_path: Path) -> None:
    list(start(tmp_path, ci=ci))
    file = tmp_path / workflows.FILES[ci]
    parsed = yaml.safe_load(file.read_text("utf-8"))
    if ci == "github":
        steps = parsed["jobs"]["site"]["steps"]
        runs = [step["run"] for step in steps if "run" in step]
        uses = [step["uses"].split("@")[0] for step in steps if "uses" in step]
        assert uses[0] == "actions/checkout" and uses[-1] == "actions/deploy-pages"
        assert parsed["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
        assert parsed["env"]["SITEGEN"] == workflows.PACKAGE
        upload = next(step for step in steps if step.get("uses", "").startswith("actions/upload-pages-artifact"))
        assert upload["with"]["path"] == "site"
    else:
        runs = parsed["pages"]["script"]
        assert "cp -R site public" in runs and parsed["pages"]["artifacts"]["paths"] == ["public"]
        assert parsed["variables"]["SITEGEN"] == workflows.PACKAGE
    commands = re.findall(r"^sitegen (\w+)", "\n".join(runs), re.M)
    assert commands == ["build"] and set(commands) <= set(cli.commands)
    assert 'pip install "$SITEGEN"' in runs


def test_a_workflow_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("mine: true\n", "utf-8")
    said = list(start(tmp_path, ci="gitlab"))
    assert any(line.startswith("Kept") and line.endswith(".gitlab-ci.yml") for line in said)
    assert (tmp_path / ".gitlab-ci.yml").read_text("utf-8") == "mine: true\n"
