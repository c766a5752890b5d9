"""Commands that make or check something."""

from typing import Any

import click

from yjstats.cli.options import FOLDER, common, help_of, with_lang, with_origin
from yjstats.cli.output import progress
from yjstats.text import Lang, say


@click.command(help=help_of("help.init"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@with_lang
def init(lang: Lang, folder: str) -> None:
    """Make a project folder."""
    from yjstats.starting import init as init_folder

    made = init_folder(folder)
    click.echo(say("cli.started", lang, path=folder, count=len(made)), err=True)


@click.command(help=help_of("help.build"))
@click.option("--articles", type=FOLDER, default=None, help=help_of("help.articles"))
@click.option("--no-notebooks", is_flag=True, help=help_of("help.no_notebooks"))
@click.option("--force", is_flag=True, help=help_of("help.force"))
@common
def build(
    root: str | None, lang: Lang, articles: str | None, no_notebooks: bool, force: bool
) -> None:
    """Bring all outputs up to date."""
    from yjstats.pipeline import build_told

    with progress() as tell:
        built = build_told(root, articles, lang, not no_notebooks, tell, force)
    told = [f"repair.{what}" for what in built.repaired]
    told += [f"redo.{why}" for why in ("edited", "missing") if why in built.why.values()]
    for key in told:
        names = [name for name, why in built.why.items() if f"redo.{why}" == key]
        click.echo(say(key, lang, list=", ".join(names)), err=True)
    click.echo(say("cli.built", lang, count=len(built.done), kept=len(built.kept)), err=True)


@click.command(help=help_of("help.check"))
@click.option("--articles", type=FOLDER, default=None, help=help_of("help.articles"))
@common
def check(root: str | None, lang: Lang, articles: str | None) -> None:
    """List all faults."""
    from yjstats.checking import project_faults
    from yjstats.curation.refresh import stale
    from yjstats.errors import BadData
    from yjstats.keeping.verify import changed_since, output_faults
    from yjstats.opening import open_project
    from yjstats.registers import SOURCES, read_articles
    from yjstats.tables import read_table

    project = open_project(root)
    faults = [*project_faults(project, articles), *output_faults(project)]
    if faults:
        raise BadData(faults)
    click.echo(say("cli.all_well", lang))
    if articles is not None:
        registers, _ = read_table(project.sources, SOURCES)
        click.echo(say("cli.texts", lang, count=len(read_articles(articles, registers))))
    for key, old in (("cli.stale", stale(project)), ("cli.outdated", changed_since(project))):
        if old:
            click.echo("yjstats: " + say(key, lang, list=", ".join(old)), err=True)


@click.command(help=help_of("help.figures"))
@click.option("--only", multiple=True, metavar="NAME", help=help_of("help.only"))
@with_origin
@common
def figures(root: str | None, lang: Lang, origin: Any, only: tuple[str, ...]) -> None:
    """Draw the charts."""
    from yjstats.pipeline import build_figures

    with progress() as tell:
        done = build_figures(root, lang, only, tell, origin)
    click.echo(say("cli.built", lang, count=len(done), kept=0), err=True)


@click.command(help=help_of("help.evidence"))
@click.argument("obs_id")
@click.option("--articles", type=FOLDER, default=None, help=help_of("help.articles"))
@common
def evidence(root: str | None, lang: Lang, obs_id: str, articles: str | None) -> None:
    """Show the words behind a figure."""
    from yjstats.tracing import evidence as evidence_of

    click.echo(str(evidence_of(obs_id, articles, root, lang)))


@click.command(help=help_of("help.export"))
@click.argument("out", type=click.Path(dir_okay=False), metavar="OUT.xlsx")
@click.option("--indicators", default="", metavar="A,B", help=help_of("help.indicators"))
@click.option("--cities", default="", metavar="A,B", help=help_of("help.cities"))
@click.option("--domain", default=None, help=help_of("help.domain"))
@click.option("--period", nargs=2, default=None, metavar="START END", help=help_of("help.overlap"))
@click.option("--since", type=click.Path(dir_okay=False), default=None, metavar="OLD.xlsx",
              help=help_of("help.since"))  # fmt: skip
@common
def export(
    root: str | None, lang: Lang, out: str, indicators: str, cities: str, domain: str | None,
    period: tuple[str, str] | None, since: str | None,
) -> None:  # fmt: skip
    """Write the workbook."""
    from yjstats.loading import load
    from yjstats.workbook import to_excel
    from yjstats.workbook.cover import told_losses
    from yjstats.workbook.subset import make_subset, observations_of
    from yjstats.workbook.texts import losses

    frame = load(root=root)
    asked: dict[str, Any] = {
        "indicators": _codes(indicators), "cities": _codes(cities),
        "domain": domain, "period": period,
    }  # fmt: skip
    to_excel(frame, out, lang, root, since=since, **asked)
    for line in told_losses(losses(observations_of(frame, make_subset(**asked))), lang):
        click.echo(line, err=True)
    click.echo(say("cli.written", lang, path=out), err=True)


@click.command(help=help_of("help.page"))
@click.argument("out", type=click.Path(dir_okay=False), metavar="OUT.html")
@with_origin
@common
def page(root: str | None, lang: Lang, origin: Any, out: str) -> None:
    """Write the page."""
    from yjstats.loading import load
    from yjstats.page import to_page

    to_page(load(origin, root), out, lang, root)
    click.echo(say("cli.written", lang, path=out), err=True)


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]
