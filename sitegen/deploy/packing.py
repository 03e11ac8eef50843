"""The site as one thing to keep: a zip file, or a BagIt bag (RFC 8493) for a repository of a library.

The same site gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sitegen.deploy.site_files import SiteFiles
from sitegen.errors import DeployError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
STORED = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".parquet", ".gz", ".zip", ".pf_fragment", ".pf_index")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}  # in the names of a manifest, says the RFC
MARK = "bagit.txt"
Step = Callable[[int, int], None]


def pack_zip(site: SiteFiles, to: Path, step: Step) -> None:
    """Write all files into the zip file `to`; it is replaced when the new one is whole.  Raises DeployError."""
    temporary = to.with_name(f".{to.name}.tmp")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for n, path in enumerate(sorted(site.files), 1):
                entry = zipfile.ZipInfo(path, EPOCH)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
                archive.writestr(entry, site.read(path))
                step(n, len(site.files))
        os.replace(temporary, to)
    except OSError as error:
        raise _unwritable(to, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def pack_bag(site: SiteFiles, to: Path, title: str, address: str, step: Step) -> None:
    """Make the bag `to`; one that is there is replaced when the new one is whole.  Raises DeployError."""
    if to.exists() and not (to / MARK).is_file():
        raise DeployError(f"{to} is there and is no bag, so it was left alone.", "Name another folder.")
    temporary = to.with_name(f".{to.name}.tmp")
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        size = 0
        for n, path in enumerate(sorted(site.files), 1):
            data = site.read(path)
            size += len(data)
            _write(temporary / "data" / path, data)
            step(n, len(site.files))
        _write_tags(temporary, site, size, title, address)
        if to.exists():
            shutil.rmtree(to)
        os.replace(temporary, to)
    except OSError as error:
        raise _unwritable(to, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_tags(bag: Path, site: SiteFiles, size: int, title: str, address: str) -> None:
    lines = [f"{sent.sha256}  data/{_escaped(path)}\n" for path, sent in sorted(site.files.items())]
    info = [
        ("External-Description", " ".join(title.split())),
        ("External-Identifier", quote(address, safe=":/?#[]@!$&'()*+,;=%~")),
        ("Payload-Oxum", f"{size}.{len(site.files)}"),
    ]
    tags = {
        MARK: BAGIT,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info).encode(),
        "manifest-sha256.txt": "".join(lines).encode(),
    }
    for name, data in tags.items():
        _write(bag / name, data)
    digests = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tags.items())]
    _write(bag / "tagmanifest-sha256.txt", "".join(digests).encode())


def _escaped(path: str) -> str:
    return "".join(ESCAPED.get(c, c) for c in path)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _unwritable(to: Path, error: OSError) -> DeployError:
    return DeployError(
        f"{error.filename or to} cannot be written: {error.strerror}.", "See that the folder is yours and has room."
    )
