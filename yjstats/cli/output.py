"""What commands show: frames on standard output, progress on standard error."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from yjstats.errors import printable
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd


def print_frame(frame: "pd.DataFrame", form: str, lang: Lang, title: str = "") -> None:
    """Print a frame as JSON, CSV or a table."""
    from yjstats.comparison.formats import as_csv, as_json
    from yjstats.presenting import readable

    if form == "json":
        click.echo(as_json(frame))
    elif form == "csv":
        click.echo(as_csv(frame), nl=False)
    else:
        print_table(readable(frame, lang), title)


def print_table(frame: "pd.DataFrame", title: str) -> None:
    """Print a frame of text as a table; wide where the output is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    wide = None if sys.stdout is not None and sys.stdout.isatty() else 220
    console = Console(width=wide, highlight=False)
    table = Table(title=escape(printable(title)) or None, box=SIMPLE_HEAD, title_justify="left")
    for name in frame.columns:
        table.add_column(escape(printable(str(name))))
    for row in frame.itertuples(index=False):
        table.add_row(*(escape(printable(str(cell))) for cell in row))
    console.print(table)


class progress:
    """Show on standard error how far a build is."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        console = Console(stderr=True)
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._shown = Progress(*columns, console=console, transient=True)
        self._shown.start()
        self._task = self._shown.add_task("", total=None)
        return self._tell

    def _tell(self, name: str, number: int, count: int) -> None:
        name = printable(name)
        self._shown.update(self._task, description=name, completed=number - 1, total=count)
        if not self._shown.console.is_terminal:
            click.echo(f"[{number}/{count}] {name}", err=True)

    def __exit__(self, *_: object) -> None:
        self._shown.stop()
