"""Every module imports alone, and the command starts without what it may not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
PACKAGE = HERE / "sitegen"
MODULES = sorted(
    ".".join(path.relative_to(HERE).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)
LATER = ("numpy", "rich", "markdown_it", "livereload", "tornado", "watchdog", "jinja2", "spacy")


def fresh(code: str) -> str:
    """What `code` prints in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_alone(module: str) -> None:
    fresh(f"import {module}")


def test_numpy_gets_one_thread_a_process_whoever_imports_it_first() -> None:
    code = "import os, sys; [os.environ.pop(k, None) for k in list(os.environ) if k.endswith('_NUM_THREADS')]; "
    code += "import sitegen; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    assert fresh(code).split() == ["False", "1"]


def test_the_command_loads_nothing_heavy_before_it_knows_what_to_do() -> None:
    loaded = fresh("import sys, sitegen.cli; print(*sorted({name.partition('.')[0] for name in sys.modules}))").split()
    assert "click" in loaded
    assert not set(LATER) & set(loaded)


def test_a_build_imports_no_server() -> None:
    loaded = fresh(
        "import sys, sitegen.build; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ).split()
    assert not {"livereload", "tornado", "watchdog", "rich", "spacy"} & set(loaded)
