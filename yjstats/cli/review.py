"""Commands to review the readings in Excel."""

import click

from yjstats.cli.options import FOLDER, common, help_of
from yjstats.cli.output import print_frame
from yjstats.text import Lang, say


@click.group(help=help_of("help.review"))
def review() -> None:
    """Review the readings in Excel."""


@review.command(help=help_of("help.review_export"))
@click.argument("out", type=click.Path(dir_okay=False), metavar="OUT.xlsx")
@click.option("--source", default=None, metavar="S", help=help_of("help.source"))
@click.option("--below", type=float, default=0.8, show_default=True, help=help_of("help.below"))
@click.option("--articles", type=FOLDER, default=None, help=help_of("help.articles"))
@common
def export(
    root: str | None, lang: Lang, out: str, source: str | None, below: float, articles: str | None
) -> None:
    """Write the readings that need a person."""
    from yjstats.curation.review_export import export_review

    count = export_review(out, root, source, below, articles, lang)
    key = "cli.to_review" if count else "cli.nothing_to_review"
    click.echo(say(key, lang, count=count, path=out), err=True)


@review.command(help=help_of("help.review_apply"))
@click.argument("filled", type=click.Path(dir_okay=False), metavar="IN.xlsx")
@click.option("--dry-run", is_flag=True, help=help_of("help.dry_run"))
@common
def apply(root: str | None, lang: Lang, filled: str, dry_run: bool) -> None:
    """Take decisions over."""
    from yjstats.curation.review_apply import apply_review

    done = apply_review(filled, root, dry_run)
    for what in done.repaired:
        click.echo(say(f"repair.{what}", lang), err=True)
    if len(done.changes):
        print_frame(done.changes, "table", lang, say("title.review", lang))
    if done.removed:
        click.echo(say("cli.rows_removed", lang, count=done.removed), err=True)
    told = {
        "entered": done.count("added", "changed", "kept"), "added": done.count("added"),
        "rejected": done.count("rejected"), "already": done.count("already"),
        "undecided": done.undecided + done.removed,
    }  # fmt: skip
    click.echo(say("cli.applied", lang, **told), err=True)
    if dry_run:
        click.echo(say("cli.would_apply", lang), err=True)
    elif done.copies is not None:
        click.echo(say("cli.copies", lang, path=done.copies), err=True)
