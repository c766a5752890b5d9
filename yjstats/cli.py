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
SHOWN = click.Choice(["value", "per_year", "rank", "reasons"])
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


def _form(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that print a frame."""
    return click.option("--format", "form", type=FORMATS, default="table", show_default=True,
                        help=_help("help.format"))(command)  # fmt: skip


def _per(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that rank."""
    return click.option("--per", type=click.Choice(["year"]), default=None,
                        help=_help("help.per"))(command)  # fmt: skip


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
@_per
@click.option("--year", type=int, default=None, help=_help("help.year"))
@click.option("--basis", default=None, help=_help("help.basis"))
@click.option("--period", nargs=2, default=None, metavar="START END", help=_help("help.period"))
@_form
@_options
def compare(
    root: str | None, lang: Lang, form: str, per: Any, indicator: str, year: int | None,
    basis: str | None, period: tuple[str, str] | None,
) -> None:  # fmt: skip
    """Compare the cities."""
    import yjstats as yj
    from yjstats.codebook import codebook

    codebook().require("indicator", indicator)
    frame = yj.load(root=root)
    found = yj.compare(indicator, per, frame, year=year, basis=basis, period=period)
    title = codebook().name("indicator", indicator, lang)
    _show(yj.present(found, lang) if form == "table" else found, form, lang, title)


@cli.command(help=_help("help.coverage"))
@click.option("--domain", default=None, help=_help("help.domain"))
@_form
@_options
def coverage(root: str | None, lang: Lang, form: str, domain: str | None) -> None:
    """Tell who reports what."""
    import yjstats as yj
    from yjstats.comparison.coverage import present_coverage

    found = yj.coverage(yj.load(root=root), domain)
    title = say("title.coverage", lang)
    _show(present_coverage(found, lang) if form == "table" else found, form, lang, title)


@cli.command(help=_help("help.alternatives"))
@click.argument("indicator")
@click.option("--city", default=None, help=_help("help.city"))
@_form
@_options
def alternatives(root: str | None, lang: Lang, form: str, indicator: str, city: str | None) -> None:
    """Show the figures that were not chosen."""
    import yjstats as yj

    _show(yj.alternatives(indicator, city, yj.load(root=root), lang=lang), form, lang)


@cli.command(help=_help("help.matrix"))
@click.argument("indicators", nargs=-1)
@click.option("--domain", default=None, help=_help("help.domain"))
@click.option("--show", default="value", type=SHOWN,
              show_default=True, help=_help("help.show"))  # fmt: skip
@_per
@_form
@_options
def matrix(
    root: str | None, lang: Lang, form: str, per: Any, indicators: tuple[str, ...],
    domain: str | None, show: Any,
) -> None:  # fmt: skip
    """Show cities by indicators."""
    import yjstats as yj

    found = yj.matrix(indicators or None, domain, show, per, yj.load(root=root))
    if form == "table":  # a row an indicator: the cities fit side by side
        found = found.set_index("city").T.rename_axis("indicator").reset_index()
    _show(found, form, lang)


@cli.command(help=_help("help.profile"))
@click.argument("city")
@_per
@_form
@_options
def profile(root: str | None, lang: Lang, form: str, per: Any, city: str) -> None:
    """Show all that one city reports."""
    import yjstats as yj

    _show(yj.profile(city, per, yj.load(root=root)), form, lang)


@cli.command(help=_help("help.pairs"))
@click.argument("city_a")
@click.argument("city_b")
@_per
@_form
@_options
def pairs(root: str | None, lang: Lang, form: str, per: Any, city_a: str, city_b: str) -> None:
    """Compare two cities."""
    import yjstats as yj

    _show(yj.pairs(city_a, city_b, per, yj.load(root=root)), form, lang)


@cli.command(help=_help("help.certainty"))
@click.argument("indicator")
@_per
@_form
@_options
def certainty(root: str | None, lang: Lang, form: str, per: Any, indicator: str) -> None:
    """Say for every two cities which reports more."""
    import yjstats as yj

    _show(yj.certainty(indicator, per, yj.load(root=root)), form, lang)


@cli.command(help=_help("help.rank"))
@click.argument("indicator")
@_per
@_form
@_options
def rank(root: str | None, lang: Lang, form: str, per: Any, indicator: str) -> None:
    """Show a comparison in order."""
    import yjstats as yj

    found = yj.rank(indicator, per, yj.load(root=root))
    _show(yj.present(found, lang) if form == "table" else found, form, lang)


@cli.command(help=_help("help.timeline"))
@click.argument("indicators", nargs=-1)
@_form
@_options
def timeline(root: str | None, lang: Lang, form: str, indicators: tuple[str, ...]) -> None:
    """Show which period each figure covers."""
    import yjstats as yj

    _show(yj.timeline(indicators or None, yj.load(root=root)), form, lang)


@cli.command(help=_help("help.ratio"))
@click.argument("numerator")
@click.argument("denominator")
@_form
@_options
def ratio(root: str | None, lang: Lang, form: str, numerator: str, denominator: str) -> None:
    """Divide one indicator by another."""
    import yjstats as yj
    from yjstats.codebook import codebook

    frame = yj.load(root=root)
    usual = denominator in codebook().denominators
    found = (yj.per_unit if usual else yj.ratio_of)(numerator, denominator, frame)
    _show(found, form, lang)


@cli.command(help=_help("help.normalise"))
@click.argument("indicator")
@click.option("--to", required=True, type=click.Choice(["share", "index", "median"]),
              help=_help("help.to"))  # fmt: skip
@_per
@_form
@_options
def normalise(root: str | None, lang: Lang, form: str, per: Any, indicator: str, to: Any) -> None:
    """Set figures in proportion."""
    import yjstats as yj

    _show(yj.normalise(indicator, to, per, yj.load(root=root)), form, lang)


@cli.command(help=_help("help.sensitivity"))
@click.argument("indicator")
@_form
@_options
def sensitivity(root: str | None, lang: Lang, form: str, indicator: str) -> None:
    """Say which ranks never change."""
    import yjstats as yj

    _show(yj.sensitivity(indicator, yj.load(root=root), yj.readings(root)), form, lang)


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


def _show(frame: "pd.DataFrame", form: str, lang: Lang, title: str = "") -> None:
    """Print a frame as JSON, CSV or a table."""
    from yjstats.comparison.formats import as_csv, as_json
    from yjstats.presenting import readable

    if form == "json":
        click.echo(as_json(frame))
    elif form == "csv":
        click.echo(as_csv(frame), nl=False)
    else:
        _table(readable(frame, lang), title)


def _table(frame: "pd.DataFrame", title: str) -> None:
    """Print a frame of text as a table; wide where the output is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    wide = None if sys.stdout is not None and sys.stdout.isatty() else 220
    console = Console(width=wide, highlight=False)
    table = Table(title=escape(title) or None, box=SIMPLE_HEAD, title_justify="left")
    for name in frame.columns:
        table.add_column(escape(name))
    for row in frame.itertuples(index=False):
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
