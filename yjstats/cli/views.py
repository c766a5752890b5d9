"""Commands that print a view of the data."""

from typing import Any

import click

from yjstats.cli.options import (
    FOLDER,
    SHOWN,
    common,
    help_of,
    with_format,
    with_origin,
    with_per,
)
from yjstats.cli.output import print_frame, print_table
from yjstats.text import Lang, say


@click.command(help=help_of("help.compare"))
@click.argument("indicator")
@with_per
@click.option("--year", type=int, default=None, help=help_of("help.year"))
@click.option("--basis", default=None, help=help_of("help.basis"))
@click.option("--period", nargs=2, default=None, metavar="START END", help=help_of("help.period"))
@with_format
@with_origin
@common
def compare(
    root: str | None, lang: Lang, origin: Any, form: str, per: Any, indicator: str,
    year: int | None, basis: str | None, period: tuple[str, str] | None,
) -> None:  # fmt: skip
    """Compare the cities."""
    import yjstats as yj
    from yjstats.codebook import codebook

    frame = yj.load(origin, root)
    codebook().require("indicator", indicator)
    found = yj.compare(indicator, per, frame, year=year, basis=basis, period=period)
    title = codebook().name("indicator", indicator, lang)
    print_frame(yj.present(found, lang) if form == "table" else found, form, lang, title)


@click.command(help=help_of("help.coverage"))
@click.option("--domain", default=None, help=help_of("help.domain"))
@with_format
@with_origin
@common
def coverage(root: str | None, lang: Lang, origin: Any, form: str, domain: str | None) -> None:
    """Tell who reports what."""
    import yjstats as yj
    from yjstats.comparison.coverage import present_coverage

    found = yj.coverage(yj.load(origin, root), domain)
    title = say("title.coverage", lang)
    print_frame(present_coverage(found, lang) if form == "table" else found, form, lang, title)


@click.command(help=help_of("help.alternatives"))
@click.argument("indicator")
@click.option("--city", default=None, help=help_of("help.city"))
@with_format
@with_origin
@common
def alternatives(
    root: str | None, lang: Lang, origin: Any, form: str, indicator: str, city: str | None
) -> None:
    """Show the figures that were not chosen."""
    import yjstats as yj

    print_frame(yj.alternatives(indicator, city, yj.load(origin, root), lang=lang), form, lang)


@click.command(help=help_of("help.matrix"))
@click.argument("indicators", nargs=-1)
@click.option("--domain", default=None, help=help_of("help.domain"))
@click.option("--show", default="value", type=SHOWN,
              show_default=True, help=help_of("help.show"))  # fmt: skip
@with_per
@with_format
@with_origin
@common
def matrix(
    root: str | None, lang: Lang, origin: Any, form: str, per: Any, indicators: tuple[str, ...],
    domain: str | None, show: Any,
) -> None:  # fmt: skip
    """Show cities by indicators."""
    import yjstats as yj

    found = yj.matrix(indicators or None, domain, show, per, yj.load(origin, root))
    if form == "table":  # a row an indicator: the cities fit side by side
        found = found.set_index("city").T.rename_axis("indicator").reset_index()
    print_frame(found, form, lang)


@click.command(help=help_of("help.profile"))
@click.argument("city")
@with_per
@with_format
@with_origin
@common
def profile(root: str | None, lang: Lang, origin: Any, form: str, per: Any, city: str) -> None:
    """Show all that one city reports."""
    import yjstats as yj

    print_frame(yj.profile(city, per, yj.load(origin, root)), form, lang)


@click.command(help=help_of("help.pairs"))
@click.argument("city_a")
@click.argument("city_b")
@with_per
@with_format
@with_origin
@common
def pairs(
    root: str | None, lang: Lang, origin: Any, form: str, per: Any, city_a: str, city_b: str
) -> None:
    """Compare two cities."""
    import yjstats as yj

    print_frame(yj.pairs(city_a, city_b, per, yj.load(origin, root)), form, lang)


@click.command(help=help_of("help.certainty"))
@click.argument("indicator")
@with_per
@with_format
@with_origin
@common
def certainty(
    root: str | None, lang: Lang, origin: Any, form: str, per: Any, indicator: str
) -> None:
    """Say for every two cities which reports more."""
    import yjstats as yj

    print_frame(yj.certainty(indicator, per, yj.load(origin, root)), form, lang)


@click.command(help=help_of("help.rank"))
@click.argument("indicator")
@with_per
@with_format
@with_origin
@common
def rank(root: str | None, lang: Lang, origin: Any, form: str, per: Any, indicator: str) -> None:
    """Show a comparison in order."""
    import yjstats as yj

    found = yj.rank(indicator, per, yj.load(origin, root))
    print_frame(yj.present(found, lang) if form == "table" else found, form, lang)


@click.command(help=help_of("help.timeline"))
@click.argument("indicators", nargs=-1)
@with_format
@with_origin
@common
def timeline(
    root: str | None, lang: Lang, origin: Any, form: str, indicators: tuple[str, ...]
) -> None:
    """Show which period each figure covers."""
    import yjstats as yj

    print_frame(yj.timeline(indicators or None, yj.load(origin, root)), form, lang)


@click.command(help=help_of("help.ratio"))
@click.argument("numerator")
@click.argument("denominator")
@with_format
@with_origin
@common
def ratio(
    root: str | None, lang: Lang, origin: Any, form: str, numerator: str, denominator: str
) -> None:
    """Divide one indicator by another."""
    import yjstats as yj
    from yjstats.codebook import codebook

    frame = yj.load(origin, root)
    usual = denominator in codebook().denominators
    found = (yj.per_unit if usual else yj.ratio_of)(numerator, denominator, frame)
    print_frame(found, form, lang)


@click.command(help=help_of("help.normalise"))
@click.argument("indicator")
@click.option("--to", required=True, type=click.Choice(["share", "index", "median"]),
              help=help_of("help.to"))  # fmt: skip
@with_per
@with_format
@with_origin
@common
def normalise(
    root: str | None, lang: Lang, origin: Any, form: str, per: Any, indicator: str, to: Any
) -> None:
    """Set figures in proportion."""
    import yjstats as yj

    print_frame(yj.normalise(indicator, to, per, yj.load(origin, root)), form, lang)


@click.command(help=help_of("help.sensitivity"))
@click.argument("indicator")
@with_format
@with_origin
@common
def sensitivity(root: str | None, lang: Lang, origin: Any, form: str, indicator: str) -> None:
    """Say which ranks never change."""
    import yjstats as yj

    print_frame(yj.sensitivity(indicator, yj.load(origin, root), yj.readings(root)), form, lang)


@click.command(help=help_of("help.themes"))
@click.option("--articles", type=FOLDER, default=None, help=help_of("help.articles"))
@click.option("--top", type=click.IntRange(min=1), default=12, show_default=True,
              help=help_of("help.top"))  # fmt: skip
@with_format
@common
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
        print_table(present_themes(found, lang), say("title.themes", lang))
        print_table(present_shares(domain_shares(articles, root), lang), say("title.shares", lang))
