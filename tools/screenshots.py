"""Builds the sample archive and takes pictures of its pages, for README.md and the docs: docs/screenshots/*.webp.

python tools/screenshots.py [FOLDER]

Needs a Chromium (tools/chromium.sh) and the extra `test`.  The same browser and fonts give the same bytes."""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from sitegen.build import build
from sitegen.config import load
from sitegen.start import start

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]
QUALITY = 72  # of WebP: about 50 kB a picture


class Shot(NamedTuple):
    """A picture of a page: its window in CSS pixels, and the scheme of colours."""

    name: str
    page: str
    width: int = 1280
    height: int = 900
    scheme: str = "light"


SHOTS = (
    Shot("home", "index.html"),
    Shot("article", "articles/swans-abroad.html"),
    Shot("article-dark", "articles/garrow-bridge.html", scheme="dark"),
    Shot("article-narrow", "articles/swans-abroad.html", 375, 812),
    Shot("person", "people/ruth-lindqvist.html"),
    Shot("places", "places.html"),
    Shot("dates", "archive/index.html"),
    Shot("people-narrow", "people/index.html", 375, 812),
)


def sample(root: Path) -> Path:
    """The sample archive, laid down and built: its site."""
    for _ in start(root, sample=True):
        pass
    config = load(root)
    build(config, jobs=1)
    return Path(config.site)


def taken(browser: Browser, site: Path, shot: Shot) -> bytes:
    """A page as WebP, which Playwright itself does not write but the browser does."""
    size = {"width": shot.width, "height": shot.height}
    context = browser.new_context(viewport=size, color_scheme=shot.scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{shot.page}")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")
    answer = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    context.close()
    return base64.b64decode(answer["data"])


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chromium = subprocess.run(["sh", ROOT / "tools/chromium.sh", "--find"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        site = sample(Path(root) / "kelverton")
        browser = playwright.chromium.launch(executable_path=chromium.stdout.strip(), args=ARGUMENTS)
        for shot in SHOTS:
            data = taken(browser, site, shot)
            (folder / f"{shot.name}.webp").write_bytes(data)
            print(f"{shot.name}.webp: {len(data) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/screenshots")
