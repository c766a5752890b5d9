"""The command `yjstats`: thin words round the functions of the package."""

import io
import os
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

import click

from yjstats import __version__
from yjstats.errors import UsageError, YjstatsError, printable
from yjstats.text import Lang, say

if TYPE_CHECKING:
    import pandas as pd

FORMATS = click.Choice(["table", "csv", "json"])
FOLDER = click.Path(file_okay=False)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _help(key: str) -> str:
    """Return the help of a command or an option in both languages."""
    return f"{say(key, 'zh')} {say(key, 'en')}"


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command has."""
    lang = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh",
                        show_default=True, help=_help("help.lang"))  # fmt: skip
    root = click.option("--root", type=FOLDER, default=None, help=_help("help.root"))
    return lang(root(command))


@click.group(context_settings=CONTEXT, help=_help("help.yjstats"))
@click.version_option(__version__, "-V", "--version", prog_name="yjstats")
def cli() -> None:  # noqa: D103 - the help stands in messages.csv
    pass


@cli.command(help=_help("help.build"))
@click.option("--articles", type=FOLDER, default=None, help=_help("help.articles"))
@click.option("--no-notebooks", is_flag=True, help=_help("help.no_notebooks"))
@_options
def build(root: str | None, lang: Lang, articles: str | None, no_notebooks: bool) -> None:
    """Rebuild everything."""
    from yjstats.pipeline import build as build_all

    with _progress() as tell:
        done = build_all(root, articles, lang, not no_notebooks, tell)
    click.echo(say("cli.built", lang, count=len(done)), err=True)


@cli.command(help=_help("help.check"))
@click.option("--articles", type=FOLDER, default=None, help=_help("help.articles"))
@_options
def check(root: str | None, lang: Lang, articles: str | None) -> None:
    """List all faults."""
    from yjstats.checking import project_faults
    from yjstats.errors import BadData
    from yjstats.paths import find_project
    from yjstats.registers import SOURCES, read_articles
    from yjstats.tables import read_table

    faults = project_faults(find_project(root), articles)
    if faults:
        raise BadData(faults)
    click.echo(say("cli.all_well", lang))
    if articles is not None:
        registers, _ = read_table(find_project(root).sources, SOURCES)
        click.echo(say("cli.texts", lang, count=len(read_articles(articles, registers))))


@cli.command(help=_help("help.compare"))
@click.argument("indicator")
@click.option("--per", type=click.Choice(["year"]), default=None, help=_help("help.per"))
@click.option("--format", "form", type=FORMATS, default="table", show_default=True,
              help=_help("help.format"))  # fmt: skip
@_options
def compare(root: str | None, lang: Lang, indicator: str, per: Any, form: str) -> None:
    """Compare the cities."""
    from yjstats.codebook import codebook
    from yjstats.comparison.compare import compare as compare_cities
    from yjstats.comparison.formats import as_csv, as_json
    from yjstats.loading import load
    from yjstats.presenting import present

    codebook().require("indicator", indicator)
    found = compare_cities(indicator, per, load(root=root))
    if form == "json":
        click.echo(as_json(found))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        _table(present(found, lang), codebook().name("indicator", indicator, lang))


@cli.command(help=_help("help.coverage"))
@click.option("--domain", default=None, help=_help("help.domain"))
@click.option("--format", "form", type=FORMATS, default="table", show_default=True,
              help=_help("help.format"))  # fmt: skip
@_options
def coverage(root: str | None, lang: Lang, domain: str | None, form: str) -> None:
    """Tell who reports what."""
    from yjstats.comparison.coverage import coverage as coverage_of
    from yjstats.comparison.coverage import present_coverage
    from yjstats.comparison.formats import as_json
    from yjstats.loading import load
    from yjstats.observations import to_csv

    found = coverage_of(load(root=root), domain)
    if form == "json":
        click.echo(as_json(found))
    elif form == "csv":
        click.echo(to_csv(found), nl=False)
    else:
        _table(present_coverage(found, lang), say("title.coverage", lang))


@cli.command(help=_help("help.themes"))
@click.option("--articles", type=FOLDER, default=None, help=_help("help.articles"))
@click.option("--top", type=click.IntRange(min=1), default=12, show_default=True,
              help=_help("help.top"))  # fmt: skip
@click.option("--format", "form", type=FORMATS, default="table", show_default=True,
              help=_help("help.format"))  # fmt: skip
@_options
def themes(root: str | None, lang: Lang, articles: str | None, top: int, form: str) -> None:
    """Tell what each text stresses."""
    from yjstats.comparison.formats import as_json
    from yjstats.comparison.themes import domain_shares, present_shares, present_themes
    from yjstats.comparison.themes import themes as themes_of
    from yjstats.observations import to_csv

    found = themes_of(articles, root, top)
    if form == "json":
        click.echo(as_json(found))
    elif form == "csv":
        click.echo(to_csv(found), nl=False)
    else:
        _table(present_themes(found, lang), say("title.themes", lang))
        _table(present_shares(domain_shares(articles, root), lang), say("title.shares", lang))


@cli.command(help=_help("help.figures"))
@click.option("--only", multiple=True, metavar="NAME", help=_help("help.only"))
@_options
def figures(root: str | None, lang: Lang, only: tuple[str, ...]) -> None:
    """Draw the charts."""
    from yjstats.pipeline import build_figures

    with _progress() as tell:
        done = build_figures(root, lang, only, tell)
    click.echo(say("cli.built", lang, count=len(done)), err=True)


@cli.command(help=_help("help.evidence"))
@click.argument("obs_id")
@click.option("--articles", type=FOLDER, default=None, help=_help("help.articles"))
@_options
def evidence(root: str | None, lang: Lang, obs_id: str, articles: str | None) -> None:
    """Show the words behind a figure."""
    from yjstats.tracing import evidence as evidence_of

    click.echo(str(evidence_of(obs_id, articles, root, lang)))


@cli.command(help=_help("help.export"))
@click.argument("out", type=click.Path(dir_okay=False), metavar="OUT.xlsx")
@_options
def export(root: str | None, lang: Lang, out: str) -> None:
    """Write the workbook."""
    from yjstats.loading import load
    from yjstats.workbook import to_excel

    if not out.lower().endswith(".xlsx"):
        raise UsageError("error.not_xlsx", path=out)
    to_excel(load(root=root), out, lang, root)
    click.echo(say("cli.written", lang, path=out), err=True)


class _progress:
    """Show on standard error how far a build is."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._shown = Progress(*columns, console=console, transient=True)
        self._shown.start()
        self._task = self._shown.add_task("", total=None)
        return self._tell

    def _tell(self, name: str, number: int, count: int) -> None:
        self._shown.update(self._task, description=name, completed=number - 1, total=count)
        if not self._shown.console.is_terminal:
            click.echo(f"[{number}/{count}] {name}", err=True)

    def __exit__(self, *_: object) -> None:
        self._shown.stop()


def _table(frame: "pd.DataFrame", title: str) -> None:
    """Print a frame of text as a table; wide where the output is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    wide = None if sys.stdout is not None and sys.stdout.isatty() else 220
    console = Console(width=wide, highlight=False)
    table = Table(title=escape(title), box=SIMPLE_HEAD, title_justify="left")
    for name in frame.columns:
        table.add_column(escape(name))
    for row in frame.fillna("").itertuples(index=False):
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)


def main() -> NoReturn:
    """Run the command line: exit status 0, 1 for bad data, 2 for wrong usage; no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # escapes where the encoding lacks Chinese
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:]
    lang: Lang = (
        "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "zh"
    )
    try:
        cli.main(args=arguments, prog_name="yjstats", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        context = (
            error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        )
        why = printable(error.format_message())
        _stop(say("error.usage", lang, why=why, command=context or "yjstats"), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _stop(say("error.interrupted", lang), 1)
    except YjstatsError as error:
        _stop(error.text(lang), 2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:  # the reader, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # such as standard output on a full disk
        message = say("error.system", lang, why=error.strerror or error)
        click.echo(f"yjstats: {message}", err=True)
        os._exit(1)  # what standard output still holds cannot be written either
    sys.exit(0)


def _stop(message: str, status: int) -> NoReturn:
    click.echo(f"yjstats: {message}", err=True)
    sys.exit(status)
