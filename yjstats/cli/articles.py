"""Commands that add articles to a project, remove them, list them."""

import sys
from typing import TYPE_CHECKING

import click

from yjstats.cli.options import common, help_of, with_format
from yjstats.cli.output import print_frame
from yjstats.errors import UsageError, printable
from yjstats.text import Lang, say

if TYPE_CHECKING:
    import pandas as pd

    from yjstats.adding.add import Added

STDIN = "-"
SHOWN = ("news", "indicator", "label", "value", "unit", "period_start", "period_end",
         "confidence", "surface", "known_value", "obs_id")  # fmt: skip
LISTED = ("source_id", "kind", "city", "title", "publisher", "published", "chars", "figures")


@click.command(help=help_of("help.add"))
@click.argument("file", metavar="FILE|-", type=click.Path())
@click.option("--city", required=True, help=help_of("help.add_city"))
@click.option("--published", required=True, metavar="DATE", help=help_of("help.published"))
@click.option("--title", default=None, help=help_of("help.title"))
@click.option("--id", "source_id", default=None, help=help_of("help.id"))
@click.option("--anyway", is_flag=True, help=help_of("help.anyway"))
@with_format
@common
def add(
    root: str | None, lang: Lang, form: str, file: str, city: str, published: str,
    title: str | None, source_id: str | None, anyway: bool,
) -> None:  # fmt: skip
    """Add an article."""
    from yjstats.adding.add import add as add_article

    given = _stdin() if file == STDIN else file
    added = add_article(given, city, published, title, source_id, root, anyway)
    told = added.news if form != "table" else _named(added, lang)
    print_frame(told, form, lang, say("title.news", lang, name=added.source_id))
    for line in _report(added, published, lang):
        click.echo(line, err=True)


@click.command(help=help_of("help.remove"))
@click.argument("source_id", metavar="ID")
@click.option("--with-figures", is_flag=True, help=help_of("help.with_figures"))
@common
def remove(root: str | None, lang: Lang, source_id: str, with_figures: bool) -> None:
    """Remove an article."""
    from yjstats.adding.remove import remove as remove_article

    gone = remove_article(source_id, root, with_figures)
    click.echo(say("cli.removed", lang, name=gone.source_id, figures=gone.figures,
                   readings=gone.readings, path=gone.copies), err=True)  # fmt: skip


@click.command(help=help_of("help.sources"))
@with_format
@common
def sources(root: str | None, lang: Lang, form: str) -> None:
    """List the sources."""
    import yjstats as yj

    frame = yj.sources(root)
    if form == "table":
        counts = yj.load(root=root)["source_id"].astype("str").value_counts()
        figures = frame["source_id"].map(counts).fillna(0).astype("int64").astype("str")
        frame = frame.assign(figures=figures)[list(LISTED)]
        kinds = frame["kind"].map(lambda kind: _term("source_kind", kind, lang))
        frame = frame.assign(kind=kinds)
    print_frame(frame, form, lang, say("title.sources", lang))


def _stdin() -> bytes:
    from yjstats.reading import LIMITS

    if sys.stdin is None:
        raise UsageError("error.cannot_read", path=STDIN, why="stdin")
    return sys.stdin.buffer.read(LIMITS.size + 1)


def _term(kind: str, code: str, lang: Lang) -> str:
    from yjstats.codebook import codebook

    return codebook().name(kind, code, lang)


def _named(added: "Added", lang: Lang) -> "pd.DataFrame":
    kinds = added.news["news"].map(lambda kind: say(f"news.{kind}", lang)).astype("str")
    return added.news.assign(news=kinds)[list(SHOWN)]


def _report(added: "Added", published: str, lang: Lang) -> list[str]:
    """Return what is said about an article that was added, a line each."""
    document, counts = added.document, added.news["news"].value_counts()
    lines = document.report(lang)
    lines += [
        say(f"like.{known.likeness}", lang, name=known.source_id, share=f"{known.similarity:.0%}")
        for known in added.likeness
    ]
    told = document.published
    if told and not (told.startswith(published) or published.startswith(told)):
        lines.append(say("cli.other_date", lang, told=printable(told), given=published))
    kept = {kind: int(counts.get(kind, 0)) for kind in ("new", "other_value", "known", "unnamed")}
    lines += [
        say("cli.added", lang, name=added.source_id, chars=len(document.text),
            count=len(added.news), path=added.path),
        say("cli.added_news", lang, **kept),
        say("cli.copies", lang, path=added.copies),
    ]  # fmt: skip
    if len(added.review):
        first = ", ".join(f"{row.obs_id} {printable(' '.join(row.surface.split()))}"
                          for row in added.review.head(5).itertuples())  # fmt: skip
        lines.append(say("cli.review_next", lang, count=len(added.review), list=first))
    return [*lines, say("cli.added_next", lang, folder=added.path.parent)]
