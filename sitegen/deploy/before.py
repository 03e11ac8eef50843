"""The check before a deploy: what is broken here would be broken for every reader there."""

from __future__ import annotations

from sitegen.check.checking import Asked, check
from sitegen.check.rules import RULES, Finding
from sitegen.config import Config
from sitegen.deploy.targets import PAGES, Target
from sitegen.errors import DeployError

NAMED = 5
HOSTS = {PAGES: "github", "s3": "s3", "gs": "s3", "az": "s3", "file": "file"}


def look_over(config: Config, target: Target) -> int:
    """How many warnings the check of the built site has for this host.  Raises DeployError where it has errors."""
    state = config.state if (config.state / "build.db").is_file() else None
    asked = Asked(config.site, config.base_url, config.seeds if state else None, state, HOSTS.get(target.kind, ""))
    found = check(asked).findings
    errors = [finding for finding in found if RULES[finding.rule].level == "error"]
    if errors:
        host = f" --host {asked.host}" if asked.host else ""
        raise DeployError(
            f"The check of the site found {len(errors):,} {'error' if len(errors) == 1 else 'errors'}, so nothing was "
            f"sent: {'; '.join(map(_told, errors[:NAMED]))}{' ...' if len(errors) > NAMED else ''}",
            f"'sitegen check{host}' tells all of them and what to do; --unchecked sends the site as it is.",
        )
    return len(found)


def _told(finding: Finding) -> str:
    return f"{finding.file}: {RULES[finding.rule].says}" + (f" ({finding.detail})" if finding.detail else "")
