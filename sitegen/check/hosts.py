"""What hosts take.  The numbers are those that the hosts document; docs/check.md has them as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen.check.rules import Finding

MB, GB = 1_000_000, 1_000_000_000
MIB, GIB = 1 << 20, 1 << 30


class Host(NamedTuple):
    """Limits; 0 is none.  `says` follows the number in what is told."""

    files: int = 0
    folder: int = 0
    size: int = 0
    file: int = 0
    redirects: int = 0
    says: str = ""


HOSTS: dict[str, Host] = {
    "github": Host(size=GB, file=100 * MIB, says="GitHub Pages; a release or another host can hold large files"),
    "cloudflare": Host(
        files=20_000, file=25 * MIB, redirects=2_000, says="Cloudflare Pages; paid plans take 100,000 files"
    ),
    "netlify": Host(folder=54_000, says="Netlify"),
    "s3": Host(file=5 * GIB, says="S3 in one upload; larger files need several parts"),
    "file": Host(file=4 * GIB - 1, folder=65_534, says="a stick with FAT32"),
}


def limits(host: str, sizes: Mapping[str, int], redirects: int) -> Iterator[Finding]:
    """What the site has more of than the host takes."""
    limit = HOSTS[host]
    if limit.files and len(sizes) > limit.files:
        yield _over(".", "host-files", f"{len(sizes):,} files, and {limit.files:,} is the most of {limit.says}")
    if limit.size and (total := sum(sizes.values())) > limit.size:
        yield _over(".", "host-size", f"{total:,} bytes, and {limit.size:,} is the most of {limit.says}")
    if limit.redirects and redirects > limit.redirects:
        yield _over(
            "_redirects", "host-redirects", f"{redirects:,}, and {limit.redirects:,} is the most of {limit.says}"
        )
    if limit.file:
        for path, size in sizes.items():
            if size > limit.file:
                yield _over(path, "host-file-size", f"{size:,} bytes, and {limit.file:,} is the most of {limit.says}")
    if limit.folder:
        for folder, n in Counter(path.rpartition("/")[0] for path in sizes).items():
            if n > limit.folder:
                yield _over(
                    folder or ".", "host-folder", f"{n:,} files, and {limit.folder:,} is the most of {limit.says}"
                )
    if host == "github" and ".nojekyll" not in sizes and any("/_" in f"/{path}" for path in sizes):
        yield _over(".nojekyll", "host-jekyll", "")


def _over(path: str, rule: str, detail: str) -> Finding:
    return Finding(path, 0, rule, detail)
