"""Object storage: `s3://bucket/prefix`, `gs://...`, `az://...`, by obstore.  Credentials come from the environment."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sitegen.deploy.kinds import Form
from sitegen.deploy.targets import Target
from sitegen.errors import DeployError

LISTED_AT_ONCE = 1000
FEW = 20  # asking for so many one by one is cheaper than a listing
ENVIRONMENT = {
    "s3": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}


class Objects:
    """A `Place`.  Objects appear whole; `put` and `claim` are one request each."""

    lanes, whole = 16, False
    temporaries: tuple[str, ...] = ()

    def __init__(self, target: Target) -> None:
        try:
            import obstore
            from obstore import exceptions
            from obstore.store import from_url
        except ImportError:
            raise DeployError(
                f"Sending to {target.kind}: needs the package obstore.",
                "Install the extra: pip install 'sitegen-archive[deploy]'.",
            ) from None
        self.where, self.kind = target.to, target.kind
        self.obstore, self.errors = obstore, exceptions
        with self._said("be opened"):
            self.store = from_url(target.to, **_options(target))

    def read(self, path: str) -> bytes | None:
        with self._said(f"give {path}"):
            try:
                return bytes(self.obstore.get(self.store, path).bytes())
            except (self.errors.NotFoundError, FileNotFoundError):
                return None

    def existing(self, paths: Collection[str]) -> set[str]:
        with self._said("be listed"):
            if len(paths) <= FEW:
                return {path for path in paths if self._is_there(path)}
            chunks = self.obstore.list(self.store, chunk_size=LISTED_AT_ONCE)
            return {item["path"] for chunk in chunks for item in chunk}.intersection(paths)

    def put(self, path: str, data: bytes, form: Form) -> None:
        with self._said(f"take {path}"):
            self.obstore.put(self.store, path, data, attributes=_attributes(form), use_multipart=len(data) > 32 << 20)

    def claim(self, path: str, data: bytes) -> bool:
        with self._said(f"take {path}"):
            try:
                self.obstore.put(self.store, path, data, mode="create", use_multipart=False)
                return True
            except (self.errors.AlreadyExistsError, self.errors.PreconditionError):
                return False

    def remove(self, paths: Sequence[str]) -> None:
        with self._said(f"remove {paths[0]}"):
            try:
                self.obstore.delete(self.store, list(paths))
            except (self.errors.NotFoundError, FileNotFoundError):
                if len(paths) > 1:  # one was gone already: the others one by one
                    for path in paths:
                        self.remove([path])

    def begin(self, message: str) -> None:
        pass

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass

    def _is_there(self, path: str) -> bool:
        try:
            self.obstore.head(self.store, path)
            return True
        except (self.errors.NotFoundError, FileNotFoundError):
            return False

    @contextmanager
    def _said(self, what: str) -> Iterator[None]:
        try:
            yield
        except (self.errors.BaseError, OSError, ValueError) as error:
            raise DeployError(
                f"{self.where} cannot {what}: {_brief(error)}",
                f"Credentials come from the environment: {ENVIRONMENT[self.kind]} (docs/deploy.md).",
            ) from None


def _options(target: Target) -> dict[str, Any]:
    endpoint = target.table.endpoint
    options: dict[str, Any] = {"retry_config": {"max_retries": 5}}
    if endpoint:
        options["endpoint"] = endpoint
    if (endpoint or os.environ.get("AWS_ENDPOINT_URL", "")).startswith("http:"):
        options["client_options"] = {"allow_http": True}
    return options


def _attributes(form: Form) -> dict[str, str]:
    found = {"Content-Type": form.type, "Cache-Control": form.cache, "Content-Encoding": form.encoding}
    return {name: value for name, value in found.items() if value}


def _brief(error: Exception) -> str:
    """The first line of what a client says, without the values of secrets that it may quote."""
    text = (str(error).strip() or type(error).__name__).splitlines()[0]
    for name, value in os.environ.items():
        if len(value) > 7 and any(word in name for word in ("SECRET", "KEY", "TOKEN", "PASSWORD", "CREDENTIAL")):
            text = text.replace(value, "***")
    return text[:300]
