"""The command `extract` over a corpus: what it shows while it runs, and what it says at the end."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from yjstats.errors import UsageError, YjstatsError, on_one_line
from yjstats.text import Lang, say

if TYPE_CHECKING:
    from yjstats.corpus.counts import Progress
    from yjstats.corpus.many import NotRead

SHOWN = 20  # documents not read that are told where a list of all of them is written
STDIN = "-"


def extract_many(
    sources: Sequence[str], out: str | None, published: date | None, city: str,
    all_mentions: bool, root: str | None, form: str | None, jobs: int, scheduler: str | None,
    lang: Lang,
) -> None:  # fmt: skip
    """Read a corpus into a file or onto standard output; exit status 1 where documents failed."""
    from yjstats.corpus.inputs import weigh
    from yjstats.corpus.joined import form_of
    from yjstats.corpus.kept import parts_folder
    from yjstats.corpus.many import documents_path, extract_corpus

    if STDIN in sources:
        raise UsageError("error.stdin_is_one_text")
    if out is None and form_of(None, form) not in ("jsonl", "csv"):
        raise UsageError("error.form_needs_out")
    terminal = sys.stderr is not None and sys.stderr.isatty()
    with Bar(weigh(sources) if terminal else 0, None if out is None else SHOWN, lang) as bar:
        if out is None:
            done = _print(sources, published, city, all_mentions, root, form, jobs, scheduler, bar)
        else:
            try:
                done = extract_corpus(sources, out, published, city, all_mentions, root, form=form,
                                      jobs=jobs, scheduler=scheduler, tell=bar.tell)  # fmt: skip
            except KeyboardInterrupt as error:
                raise YjstatsError("error.cut_off", path=parts_folder(out)) from error
    counts = done.counts
    if done.kept.documents:
        click.echo(say("cli.kept", lang, count=done.kept.documents), err=True)
    if done.stale:
        click.echo("yjstats: " + say("warn.stale_parts", lang, count=done.stale), err=True)
    if counts.undated:
        click.echo("yjstats: " + say("warn.undated", lang, count=counts.undated), err=True)
    _tell_repeats(done, lang)
    read = counts.documents - counts.faults
    click.echo(say("cli.extracted", lang, files=read, count=counts.statistics), err=True)
    if counts.faults:
        where = "" if out is None else documents_path(out)
        key = "warn.not_read" if out is None else "warn.not_read_list"
        told = say(key, lang, count=counts.faults, path=on_one_line(str(where)))
        click.echo(f"yjstats: {told}", err=True)
        click.get_current_context().exit(1)


def _tell_repeats(done: "Progress", lang: Lang) -> None:
    if done.repeated:
        click.echo("yjstats: " + say("warn.repeated_id", lang, count=done.repeated), err=True)
    for repeat in done.repeats:
        told = say("warn.repeated_one", lang, **repeat._asdict())
        click.echo("  " + on_one_line(told), err=True)
    if done.repeated > len(done.repeats):
        click.echo("  …", err=True)


def _print(
    sources: Sequence[str], published: date | None, city: str, all_mentions: bool,
    root: str | None, form: str | None, jobs: int, scheduler: str | None, bar: "Bar",
) -> "Progress":  # fmt: skip
    """Write readings onto standard output as they come; nothing is kept."""
    from dataclasses import replace

    from yjstats.corpus.counts import Progress
    from yjstats.corpus.joined import form_of, stream
    from yjstats.corpus.manner import manner_of
    from yjstats.corpus.many import corpus_parts
    from yjstats.corpus.repeats import Ids

    manner = manner_of(published, city, all_mentions, root)
    so_far = Progress()

    def readings() -> Any:
        nonlocal so_far
        for so_far, _, done, _ in corpus_parts(sources, manner, jobs, scheduler, bar.tell):  # noqa: B007
            ids.add(done.documents)
            yield done.readings

    with Ids() as ids:
        stream(readings(), sys.stdout.buffer, form_of(None, form), all_mentions)
        repeated, repeats = ids.repeats()
    return replace(so_far, repeated=repeated, repeats=repeats)


class Bar:
    """Show on standard error how far a run is: a bar on a terminal, what was not read anywhere.

    Parameters
    ----------
    total : int
        Bytes of the input.
    most : int or None
        How many documents that were not read are told; all where None.
    lang : {"zh", "en"}
    """

    def __init__(self, total: int, most: int | None, lang: Lang) -> None:
        self._total, self._left, self._lang = total, most, lang

    def __enter__(self) -> "Bar":
        from rich import progress
        from rich.console import Console

        console = Console(stderr=True)
        columns = (progress.BarColumn(), progress.TaskProgressColumn(),
                   progress.TextColumn("{task.fields[told]}"),
                   progress.TimeRemainingColumn(compact=True))  # fmt: skip
        self._shown = progress.Progress(*columns, console=console, transient=True,
                                        disable=not console.is_terminal)  # fmt: skip
        self._shown.start()
        self._task = self._shown.add_task("", total=self._total or None, told="")
        return self

    def tell(self, so_far: "Progress", not_read: "Sequence[NotRead]") -> None:
        """Show how far a run is, and the documents of a part that were not read."""
        task = self._shown.tasks[self._task]
        seconds = max(task.elapsed or 0, 0.001)
        counts, kept = so_far.counts, so_far.kept
        told = say("cli.rate", self._lang, documents=f"{counts.documents:,}",
                   rate=f"{(counts.documents - kept.documents) / seconds:,.0f}",
                   chars=f"{(counts.chars - kept.chars) / seconds:,.0f}")  # fmt: skip
        self._shown.update(self._task, completed=so_far.weight, told=told)
        for entry in not_read:
            if self._left is not None:
                self._left -= 1
                if self._left < 0:
                    break
            why = say(f"document.{entry['fault']}", self._lang, **entry["detail"])
            line = on_one_line(f"yjstats: {entry['place']}: {why}")
            self._shown.console.print(line, markup=False, emoji=False, highlight=False,
                                      soft_wrap=True)  # fmt: skip

    def __exit__(self, *_: object) -> None:
        self._shown.stop()
