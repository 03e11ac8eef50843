"""What can go wrong, each with its own sentence: what, where, what to do."""

from __future__ import annotations


class SitegenError(Exception):
    """The root of our errors.  `message` is a whole sentence, `hint` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message + (f"\n  {self.hint}" if self.hint else "")


class ConfigError(SitegenError):
    """sitegen.toml, or an option, says something we cannot follow."""


class SourceError(SitegenError):
    """One article cannot be read; the build goes on without it."""


class TemplateError(SitegenError):
    """A template is missing, broken, or asks for a name that its page does not have."""


class RouteCollision(SitegenError):
    """Two pages want one address."""


class OutputError(SitegenError):
    """The output folder cannot be written, or is not ours to write."""


class BuildRunning(SitegenError):
    """Another build holds this archive."""


class WorkerError(SitegenError):
    """Workers cannot be reached, one died, or one met a bug of ours; then `message` holds its traceback."""


class SearchError(SitegenError):
    """The site cannot be indexed for search: Pagefind is missing, or failed."""


class DeployError(SitegenError):
    """The site cannot be sent: the place cannot be reached or written, is not ours, or somebody else is at it."""
