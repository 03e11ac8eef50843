"""argv -> one call -> exit code; the only module that prints.

Exit codes: 0 done, 1 problems in the input, 2 wrong usage or settings, 3 a bug (see crash.log)."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from sitegen import __version__
from sitegen.check.commands import check
from sitegen.config import Config, load
from sitegen.deploy.commands import deploy, hosting
from sitegen.errors import ConfigError, SitegenError
from sitegen.model import Report
from sitegen.people.commands import people
from sitegen.preview.commands import serve
from sitegen.tags.commands import tags
from sitegen.takedown.commands import takedown

DONE, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
SHOWN = 40
KINDS = ("jsonl", "csv", "sqlite", "parquet", "ninjs")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
@click.option("--root", "root", default=".", metavar="DIR", help="The archive's folder (where sitegen.toml is).")
@click.pass_context
def cli(context: click.Context, root: str) -> None:
    """A folder of news articles as raw text -> a newspaper-quality archive site."""
    context.obj = root


@cli.command()
@click.argument("directory", default=".", metavar="[DIR]")
@click.option("--sample", is_flag=True, help="With a small invented archive to look at.")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab"]), help="With a workflow that builds and publishes the site."
)
def init(directory: str, sample: bool, ci: str | None) -> int:
    """Start an archive: sitegen.toml, and a folder seeds/ for the articles."""
    from sitegen.start import start

    for line in start(Path(directory), sample, ci):
        click.echo(line)
    return DONE


@cli.command()
@click.option("--jobs", type=click.IntRange(1), help="Processes to use (default: one a core).")
@click.option("--executor", metavar="WHO", help="serial, processes:N, or dask:tcp://HOST:PORT (a cluster reads).")
@click.option("--clean", is_flag=True, help="Forget the build state and make everything anew.")
@click.option("--output", "output", metavar="DIR", help="Where the site goes (default: paths.site).")
@click.option("--base-url", metavar="URL", help="The address that the site will have.")
@click.option("--settle", is_flag=True, help="Settle the vocabulary of topics anew, though it is not due.")
@click.option("--allow-gone", is_flag=True, help="Articles that were published and are gone are meant to be.")
@click.option("--profile", is_flag=True, help="Tell time and memory a room, and the slowest articles and templates.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.pass_obj
def build(
    root: str,
    jobs: int | None,
    executor: str | None,
    clean: bool,
    output: str | None,
    base_url: str | None,
    settle: bool,
    allow_gone: bool,
    profile: bool,
    quiet: bool,
) -> int:
    """Build the site: only what changed since the last time."""
    from sitegen.build import build as run
    from sitegen.executor import collect_seldom

    config = _load(root, output, base_url, executor)
    collect_seldom()
    with _progress(quiet) as progress:
        report = run(
            config, jobs=jobs, clean=clean, settle=settle, allow_gone=allow_gone, profile=profile, progress=progress
        )
    if not quiet:
        _summary(config, report)
    for line in report.profile:
        click.echo(line)
    return _problems(report)


@cli.command()
@click.option("--format", "kind", type=click.Choice(KINDS), default="jsonl", show_default=True)
@click.option("--output", metavar="FILE", help="Where to write (default: standard output, if it is lines).")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use (default: one a core).")
@click.option("--executor", metavar="WHO", help="serial, processes:N, or dask:tcp://HOST:PORT (a cluster reads).")
@click.pass_obj
def export(root: str, kind: str, output: str | None, jobs: int | None, executor: str | None) -> int:
    """What was found in every article, as lines of JSON, tables or a database (docs/export.md)."""
    from sitegen.executor import collect_seldom
    from sitegen.export import export as run

    config = _load(root, None, None, executor)
    collect_seldom()
    return _problems(run(config, output, kind=kind, jobs=jobs))


@cli.command()
@click.argument("what", metavar="[ARTICLE-OR-PAGE]", required=False)
@click.option("--dropped", is_flag=True, help="Every line of the archive that no page shows, by rule.")
@click.pass_obj
def explain(root: str, what: str | None, dropped: bool) -> int:
    """Why an article was read as it was (give its file), or a page was built (give its path below site/)."""
    from sitegen.explain import explain as run
    from sitegen.explain import explain_dropped

    if (what is None) != dropped:
        raise click.UsageError("Give an article, a page, or --dropped.")
    config = _load(root, None, None)
    for line in run(config, what) if what else explain_dropped(config):
        click.echo(line)
    return DONE


@cli.command()
@click.pass_obj
def clean(root: str) -> int:
    """Remove the pages that sitegen wrote, and the build state.  Seeds and addresses stay."""
    from sitegen.clean import clean as run

    removed = run(_load(root, None, None))
    click.echo(f"Removed {_counted(removed, 'page')}.")
    return DONE


@cli.group()
def theme() -> None:
    """The look of the site: which of its files an archive may have of its own (docs/theme.md)."""


@theme.command("list")
@click.pass_obj
def list_(root: str) -> int:
    """Every template with its blocks, every static file, and which of them are yours."""
    from sitegen.overrides import listing

    return _say(listing(_load(root, None, None)))


@theme.command()
@click.argument("template", metavar="TEMPLATE")
@click.pass_obj
def eject(root: str, template: str) -> int:
    """Copy TEMPLATE, or a static file such as style.css, out of the theme, to be changed; never over one of yours."""
    from sitegen.overrides import eject as run

    return _say(run(_load(root, None, None), template))


cli.add_command(check)
cli.add_command(deploy)
cli.add_command(hosting)
cli.add_command(people)
cli.add_command(serve)
cli.add_command(tags)
cli.add_command(takedown)


def main() -> None:
    """The command."""
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else DONE)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except SitegenError as error:
        click.echo(f"sitegen: {error}", err=True)
        sys.exit(USAGE if isinstance(error, ConfigError) else PROBLEMS)
    except KeyboardInterrupt:
        click.echo("Stopped. What was done so far is kept.", err=True)
        sys.exit(130)
    except Exception as error:
        sys.exit(_crashed(error))


def _crashed(error: Exception) -> int:
    """A bug of ours: a short message, the whole story in a file."""
    text = "".join(traceback.format_exception(error))
    try:
        log = Path(".sitegen/crash.log").absolute()
        log.parent.mkdir(exist_ok=True)
        log.write_text(text, "utf-8")
        where = f"The whole story is in {log}."
    except OSError:
        where = text
    click.echo(f"sitegen: a bug, sorry: {type(error).__name__}: {error}\n  {where}", err=True)
    return BUG


def _say(lines: Iterable[str]) -> int:
    for line in lines:
        click.echo(line)
    return DONE


def _load(root: str, output: str | None, base_url: str | None, executor: str | None = None) -> Config:
    given = {"site": str(Path(output).absolute()) if output else None, "base_url": base_url, "executor": executor}
    return load(root, **{key: value for key, value in given.items() if value})


class _progress:
    """A progress bar on a terminal, and only there; rich is imported when it is first shown."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.bar: Any = None
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> Callable[[str, int, int], None]:
        return self.step

    def step(self, room: str, done: int, total: int) -> None:
        if not self.shown or total < 500:
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
        if room not in self.tasks:
            self.tasks[room] = self.bar.add_task(room, total=total)
        self.bar.update(self.tasks[room], completed=done)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _summary(config: Config, report: Report) -> None:
    click.echo(
        f"{_counted(report.articles, 'article')}, {_counted(report.people, 'person', 'people')}, "
        f"{_counted(report.tags, 'tag')}."
    )
    click.echo(
        f"{_counted(report.rendered, 'page')} rendered, {report.written:,} written, {report.removed:,} removed"
        + ("." if not report.why else ":")
    )
    for why, n in report.why.items():
        click.echo(f"  {n:>8,}  {why}")
    if report.searched:
        click.echo(f"{_counted(len(report.searched), 'shard')} of the search indexed.")
    click.echo("Seconds: " + ", ".join(f"{room} {seconds:.2f}" for room, seconds in report.rooms))
    for line in [*report.notices, *report.proof]:
        click.echo(line)
    click.echo(f"The site is in {config.site}")


def _problems(report: Report) -> int:
    """Problems together, at the end; the exit code."""
    for problem in report.problems[:SHOWN]:
        click.echo(f"{problem}", err=True)
    if len(report.problems) > SHOWN:
        click.echo(f"... and {len(report.problems) - SHOWN:,} more", err=True)
    if report.problems:
        click.echo(f"{_counted(len(report.problems), 'problem')}; everything else was built.", err=True)
    return PROBLEMS if report.problems else DONE


def _counted(n: int, one: str, many: str | None = None) -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


if __name__ == "__main__":
    main()
