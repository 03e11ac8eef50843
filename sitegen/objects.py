"""Object storage: an address (s3://, gs://, az://, file:///) -> a store that can be read and written.

Whose it is, and how it is reached, is told by the environment alone, as the tools of its maker tell it
(AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, GOOGLE_APPLICATION_CREDENTIALS, ...), so no secret stands in sitegen.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from sitegen.errors import ConfigError

HINT = "Write it as 's3://BUCKET/FOLDER', 'gs://...', 'az://...' or 'file:///FOLDER'; see docs/performance.md."


@cache
def opened(url: str) -> Any:
    """The store at an address, once a process.  Nothing is asked of it yet.  Raises ConfigError."""
    try:
        from obstore.store import from_url
    except ImportError:
        raise ConfigError(
            f"obstore is not installed, which {url} needs.", "Install the extra: pip install 'sitegen-archive[cloud]'."
        ) from None
    try:
        return from_url(url)
    except Exception as error:  # obstore has an error a way in which an address can be wrong
        raise ConfigError(f"{url} cannot be opened: {told(error)}.", HINT) from None


def get(url: str, name: str) -> bytes | None:
    """The content of an object; None where there is none."""
    import obstore

    try:
        return bytes(obstore.get(opened(url), name).bytes())
    except FileNotFoundError:
        return None


def put(url: str, name: str, data: bytes) -> None:
    """Write an object, whole or not at all."""
    import obstore

    obstore.put(opened(url), name, data)


def told(error: Exception) -> str:
    """The first line of what went wrong."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")
