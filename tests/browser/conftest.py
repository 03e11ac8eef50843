"""A Chromium that is on this machine, and a site to look at from file://."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SETTINGS, Archive

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
YEARS = (1998, 2007, 2019)


def executable() -> str:
    """The path of a Chromium or Chrome; "" where there is none."""
    found = subprocess.run(["sh", ROOT / "tools/chromium.sh", "--find"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """One browser for all pages.  Needs Playwright's own driver, but no browser of Playwright's.  Not for the whole
    session: while Playwright runs, no other test in this process can run an event loop."""
    path = executable()
    if not path:
        pytest.skip("no Chromium or Chrome on this machine (tools/chromium.sh)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own seeds, and invented articles enough that there is something to browse."""
    archive = Archive(tmp_path_factory.mktemp("browser") / "an archive", SETTINGS)
    shutil.copytree(ROOT / "seeds", archive.root / "seeds", dirs_exist_ok=True)
    for n in range(24):
        date = f"{YEARS[n % 3]}-{n % 12 + 1:02}-{n + 1:02}"
        people, tags = (f"Ann Lee{'bcd'[n % 3]}", "Bo Ek"), ("Weather", f"Ward {n % 5}")
        archive.article(f"report-{n}.md", f"Report number {n} on the weather", date, people, tags)
    long = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 3
    said = f"He said {long}. https://{long}.example"
    archive.article("long.md", f"A word: {long}", None, (f"Count {long}",), (long,), said)
    rain = "هطل المطر يوم الاثنين."
    archive.article("arabic.md", "المطر أخيرا في المدينة", "2019-02-03", ("سلمى الحاج",), ("الطقس",), rain)
    for n, (town, beside) in enumerate((("Canterbury", "Leeds"), ("Nairobi", "Lagos"))):
        fair = f"The fair in {town} opened on Monday. Traders came to {town} from {beside}. {town} was full."
        archive.seed(f"fair-{n}.md", f"---\ntitle: A fair in {town}\n---\n\n{fair} The road to {beside} was closed.\n")
    archive.build(jobs=1)
    return archive.root / "site"
