"""The table of rules: what each says, and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

Level = Literal["error", "warning"]


class Rule(NamedTuple):
    """`id` is what tools sort by and never changes; `remedy` is one sentence."""

    id: str
    level: Level
    says: str
    remedy: str


class Finding(Struct, frozen=True, order=True, array_like=True):
    """One fault: `file` below the site (or below the archive, for seeds), its `line` (0: the whole file)."""

    file: str
    line: int
    rule: str
    detail: str


ROW = "See the host's row in docs/check.md."
BUILD = "Build again; if it stays, it is a fault of the theme or of sitegen."
TEXT = "Correct it in the article or template that it comes from."
RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("link-dead", "error", "A link leads to no file of the site.", TEXT),
        Rule("fragment-dead", "error", "A link leads to a place that its page does not have.", TEXT),
        Rule("link-outside-dead", "error", "A link to another site finds nothing there.", "Mend the link, or drop it."),
        Rule("resource-missing", "error", "A style sheet, script or icon is not there.", BUILD),
        Rule("figure-missing", "error", "A picture is not there.", "Put it beside the article, and build again."),
        Rule("image-without-alt", "error", "A picture has no text for who cannot see it.", "Give it an alt text."),
        Rule("id-twice", "error", "An id stands twice on a page.", "Make them different in the template."),
        Rule("page-cut-short", "error", "A page is empty, cut short or no HTML.", "Build again: the file is damaged."),
        Rule("page-not-utf8", "error", "A page is not UTF-8.", "Build again; save templates as UTF-8."),
        Rule("page-without-title", "error", "A page has no title.", "Give its template a block title."),
        Rule("page-without-language", "error", "A page does not say its language.", "Write lang on its html element."),
        Rule("page-orphaned", "warning", "No other page leads to this page.", "Link it from a page, or remove it."),
        Rule("canonical-wrong", "error", "A page names no canonical address, or no whole one.", BUILD),
        Rule("canonical-dead", "error", "The canonical address is no page of the site.", BUILD),
        Rule(
            "inline-script",
            "error",
            "A script stands in a page: a strict policy refuses it.",
            "Move it to a file.",
        ),
        Rule(
            "inline-style",
            "error",
            "A style stands in a page: a strict policy refuses it.",
            "Move it to style.css.",
        ),
        Rule("redirect-dead", "error", "A redirect leads to no file.", "Correct people.toml, tags.toml or aliases."),
        Rule("redirect-chain", "error", "A redirect leads to a redirect.", "Let it lead to the page."),
        Rule("redirect-loop", "error", "Redirects lead in a circle.", "Let one of them lead to a page."),
        Rule("feed-broken", "error", "A feed cannot be read.", BUILD),
        Rule("feed-link-dead", "error", "A feed names a page that is not there.", BUILD),
        Rule("sitemap-broken", "error", "A sitemap cannot be read.", BUILD),
        Rule("sitemap-link-dead", "error", "A sitemap names a page that is not there.", BUILD),
        Rule("sitemap-lacks", "error", "An article stands in no sitemap.", BUILD),
        Rule("sitemap-noindex", "error", "A sitemap names a page that search engines are to leave out.", BUILD),
        Rule("name-case", "error", "Two files differ by capitals only: some disks hold one of them.", "Rename one."),
        Rule("name-not-nfc", "error", "A file's name is not in the normal form C of Unicode.", "Rename it so."),
        Rule("name-not-portable", "error", "A file's name is none on Windows, or on a USB stick.", "Rename it."),
        Rule("path-too-long", "error", "A path is longer than some disks or hosts take.", "Shorten the slug."),
        Rule("quotation-not-verbatim", "error", "A quotation does not stand so in its article.", BUILD),
        Rule("address-unanswered", "error", "Nothing answers at an address once given.", "Build again with its seeds."),
        Rule(
            "seed-without-page",
            "error",
            "An article of the seeds is on no page.",
            "Build, and read what it says.",
        ),
        Rule(
            "host-files", "error", "There are more files than the host takes.", "See the host's row in docs/check.md."
        ),
        Rule("host-folder", "error", "A folder holds more files than the host takes.", "Set permalink with :year."),
        Rule("host-size", "error", "The site is larger than the host takes.", ROW),
        Rule("host-file-size", "error", "A file is larger than the host takes.", "Offer it elsewhere, or in parts."),
        Rule(
            "host-redirects",
            "error",
            "There are more redirects than the host follows.",
            "The pages there lead on as well.",
        ),
        Rule("host-jekyll", "error", "Without .nojekyll GitHub leaves out files with an underscore.", "Build again."),
    )
}
