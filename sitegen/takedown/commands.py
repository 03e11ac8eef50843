"""`sitegen takedown ...`: the command, as click sees it."""

from __future__ import annotations

import click

LEVELS = ("noindex", "anonymised", "removed")


@click.command()
@click.argument("what", metavar="[ARTICLE|PERSON|list]", required=False)
@click.option("--level", type=click.Choice(LEVELS), help="How much is to go.")
@click.option("--reason", default="", metavar="TEXT", help="Why: for editors, unless --public.")
@click.option("--public", is_flag=True, help="The reason may be read on the page about the archive.")
@click.option("--as", "described", default="", metavar="TEXT", help='What stands in place of a name ("a witness").')
@click.option("--name", "names", multiple=True, metavar="NAME", help="One more name of the person; may be repeated.")
@click.option("--unseen", is_flag=True, help="Take it, though no article of the last build names such a person.")
@click.option("--lift", is_flag=True, help="Take the entry out again.")
@click.option("--files", is_flag=True, help="Which files below seeds/ hold what is withheld.")
@click.option("--prove", is_flag=True, help="Search the whole site and build state once more.")
@click.pass_obj
def takedown(
    root: str,
    what: str | None,
    level: str | None,
    reason: str,
    public: bool,
    described: str,
    names: tuple[str, ...],
    unseen: bool,
    lift: bool,
    files: bool,
    prove: bool,
) -> int:
    """Take an article or a person down: out of every page, list, file and trace of the build (docs/takedown.md)."""
    from sitegen.config import load
    from sitegen.takedown import entering, telling

    config = load(root)
    if prove:
        problems, searched = telling.prove(config)
        for line in [*searched, *map(str, problems)]:
            click.echo(line)
        return 1 if problems else 0
    if files or what == "list":
        lines = telling.files(config) if files else telling.listing(config)
    elif what is None:
        raise click.UsageError("Give an article or a person, or list, --files or --prove.")
    elif lift:
        lines = entering.lift(config, what)
    elif level is None:
        raise click.UsageError(f"Give --level: {', '.join(LEVELS)}.")
    else:
        asked = entering.Asked(what, level, " ".join(reason.split()), public, described, names, unseen)
        lines = entering.enter(config, asked)
    for line in lines:
        click.echo(line)
    return 0
