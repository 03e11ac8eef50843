"""Findings as text, as JSON, and as SARIF 2.1.0 (OASIS), which code hosts show beside a change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sitegen import __version__
from sitegen.check.checking import Checked
from sitegen.check.rules import RULES, Finding, Rule

SHOWN = 20  # of one rule


def text(checked: Checked) -> Iterator[str]:
    """Findings by rule, the first of each; then what to do."""
    counts = Counter(finding.rule for finding in checked.findings)
    for id, rule in RULES.items():
        if not counts[id]:
            continue
        yield f"{id}: {rule.says}"
        of_rule = [finding for finding in checked.findings if finding.rule == id]
        yield from (f"  {_place(f)}{': ' if f.detail else ''}{f.detail}" for f in of_rule[:SHOWN])
        if counts[id] > SHOWN:
            yield f"  ... and {counts[id] - SHOWN:,} more"
        yield f"  → {rule.remedy}"
    n = len(checked.findings)
    found = f"{n:,} finding{'s' if n != 1 else ''}" if n else "Nothing found"
    yield f"{found}: {checked.files:,} files, {checked.looked_at:,} of them read anew."


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def as_json(checked: Checked) -> str:
    """{"files", "looked_at", "findings": [{"rule", "level", "file", "line" or null, "detail", "says", "remedy"}]}."""
    findings = [
        {
            "rule": f.rule,
            "level": RULES[f.rule].level,
            "file": f.file,
            "line": f.line or None,
            "detail": f.detail,
            "says": RULES[f.rule].says,
            "remedy": RULES[f.rule].remedy,
        }
        for f in checked.findings
    ]
    told = {"files": checked.files, "looked_at": checked.looked_at, "findings": findings}
    return json.dumps(told, ensure_ascii=False, indent=1)


def sarif(checked: Checked) -> str:
    """One run.  Paths are relative to the site ("SITE"), those of seeds to the archive."""
    order = {id: n for n, id in enumerate(RULES)}
    driver = {"name": "sitegen check", "version": __version__, "rules": [_rule(rule) for rule in RULES.values()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, order) for finding in checked.findings],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.says},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding, order: dict[str, int]) -> dict[str, Any]:
    rule = RULES[finding.rule]
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file), "uriBaseId": _base(finding)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": rule.id,
        "ruleIndex": order[rule.id],
        "level": rule.level,
        "message": {"text": f"{rule.says} {finding.detail}".strip()},
        "locations": [{"physicalLocation": place}],
    }


def _base(finding: Finding) -> str:
    return "ARCHIVE" if finding.rule in ("address-unanswered", "seed-without-page") else "SITE"
