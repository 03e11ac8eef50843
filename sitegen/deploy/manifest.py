"""The manifest: what stands at a target, file by file, kept there beside the site.

It is all that a deploy trusts.  Lines of UTF-8, gzip: `sha256 TAB form TAB path`, where `form` says how the file is
served (kinds.py).  A path without a sha256 is one that a deploy *began* to send: it may stand there, or not."""

from __future__ import annotations

import gzip
import zlib

from msgspec import Struct, field

from sitegen.errors import DeployError

FILE = "sitegen-manifest.tsv.gz"
LOCK = "sitegen-deploy.lock"
HEAD = "sitegen-manifest 1"
OWN = (FILE, LOCK)


class Sent(Struct, frozen=True):
    """One file: sha256 (hex) of its content before any encoding, and the form in which it is served."""

    sha256: str
    form: str = ""


BEGUN = Sent("")


class Manifest(Struct):
    """path -> what stands there."""

    files: dict[str, Sent] = field(default_factory=dict)


def packed(manifest: Manifest) -> bytes:
    """The manifest's file; the same bytes for the same content."""
    lines = [f"{sent.sha256}\t{sent.form}\t{path}\n" for path, sent in sorted(manifest.files.items())]
    return gzip.compress(f"{HEAD}\n{''.join(lines)}".encode(), 6, mtime=0)


def unpacked(data: bytes | None, where: str) -> Manifest:
    """The manifest in `data`; an empty one for None: nothing of ours stands there.  Raises DeployError."""
    if data is None:
        return Manifest()
    try:
        head, *lines = gzip.decompress(data).decode().split("\n")
        if head != HEAD:
            raise ValueError(head)
        rows = [line.split("\t", 2) for line in lines if line]
        return Manifest({path: Sent(sha256, form) for sha256, form, path in rows})
    except (OSError, EOFError, ValueError, zlib.error):
        raise DeployError(
            f"{FILE} at {where} cannot be read, so nobody can tell which files there are ours.",
            "Put back a copy of it; or remove it, and deploy with --overwrite: what the site has no more then stays.",
        ) from None
