"""Commands that read texts, and that say how well."""

import sys
from typing import TYPE_CHECKING, Any

import click

from yjstats.cli.options import common, help_of, with_format
from yjstats.cli.output import print_frame
from yjstats.errors import UsageError, on_one_line
from yjstats.text import Lang, say

if TYPE_CHECKING:
    from yjstats.extraction.records import Record

FORMS = click.Choice(["jsonl", "csv", "parquet", "xlsx"])
STDIN = "-"


@click.command(help=help_of("help.extract"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--format", "form", type=FORMS, default=None, help=help_of("help.extract_format"))
@click.option("--date", "published", default=None, metavar="YYYY-MM-DD", help=help_of("help.date"))
@click.option("--city", default="", help=help_of("help.extract_city"))
@click.option("--all-mentions", is_flag=True, help=help_of("help.all_mentions"))
@click.option("-o", "--out", type=click.Path(dir_okay=False), default=None, metavar="OUT",
              help=help_of("help.out"))  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), default=None, metavar="N",
              help=help_of("help.jobs"))  # fmt: skip
@click.option("--scheduler", default=None, metavar="ADDRESS", help=help_of("help.scheduler"))
@common
def extract(
    root: str | None, lang: Lang, files: tuple[str, ...], form: str | None, published: str | None,
    city: str, all_mentions: bool, out: str | None, jobs: int | None, scheduler: str | None,
) -> None:  # fmt: skip
    """Read the statistics of texts."""
    from yjstats.corpus.inputs import is_corpus
    from yjstats.corpus.joined import form_of
    from yjstats.extraction.extract import as_day, read_text
    from yjstats.extraction.places import is_known
    from yjstats.opening import open_if_any

    open_if_any(root)
    form = form_of(out, form)
    if form == "xlsx" and out is None:
        raise UsageError("error.xlsx_needs_out")
    day = as_day(published)
    if city and not is_known(city):
        click.echo("yjstats: " + say("warn.unknown_city", lang, name=on_one_line(city)), err=True)
    if jobs or scheduler or form == "parquet" or any(map(is_corpus, files)):
        from yjstats.cli.corpus import extract_many

        extract_many(files, out, day, city, all_mentions, root, form, jobs or 1, scheduler, lang)
        return
    records: list[Record] = []
    for text, name, known_day, known_city in _texts(files, root):
        found = read_text(text, day or known_day, city or known_city, name, all_mentions)
        if day is None and known_day is None and not any(one["period_end"] for one in found):
            click.echo("yjstats: " + say("warn.no_date", lang, name=on_one_line(name)), err=True)
        records += found
    _write(records, form, out, all_mentions)
    click.echo(say("cli.extracted", lang, files=len(files), count=len(records)), err=True)


@click.command(help=help_of("help.reconcile"))
@with_format
@common
def reconcile(root: str | None, lang: Lang, form: str) -> None:
    """Lay what people entered beside what the program read."""
    from yjstats.curation.reconcile import reconcile as reconciled

    print_frame(reconciled(root), form, lang, say("title.reconcile", lang))


@click.command(help=help_of("help.score"))
@with_format
@common
def score(root: str | None, lang: Lang, form: str) -> None:
    """Score the readings against the figures entered by hand."""
    import yjstats as yj
    from yjstats.curation.score import score as scored

    found = scored(yj.load("curated", root), yj.load("extracted", root))
    print_frame(found, form, lang, say("title.score", lang))


def _texts(files: tuple[str, ...], root: str | None) -> list[tuple[str, str, Any, str]]:
    """Return text, name, known day and city of each file; all that cannot be read is told."""
    from pathlib import Path

    from yjstats.extraction.extract import readable
    from yjstats.tables import decode

    if files.count(STDIN) > 1:
        raise UsageError("error.two_stdin")
    found = readable([Path(name) for name in files if name != STDIN], root)
    if STDIN in files:
        text = decode(sys.stdin.buffer.read())
        if text is None:
            raise UsageError("error.unreadable_texts", list=STDIN)
        found.insert(files.index(STDIN), (text, "stdin", None, ""))
    return found


def _write(records: "list[Record]", form: str, out: str | None, all_mentions: bool) -> None:
    from yjstats.extraction.extract import as_frame
    from yjstats.extraction.output import json_lines, records_csv, records_xlsx
    from yjstats.writing import write_text

    if form == "xlsx":
        records_xlsx(as_frame(records, all_mentions), str(out))
        return
    text = json_lines(records) if form == "jsonl" else records_csv(as_frame(records, all_mentions))
    if out is not None:
        write_text(out, text)
    else:
        click.echo(text, nl=False)
