"""Options that commands share, and their help in both languages."""

from collections.abc import Callable

import click

from yjstats.text import say

FORMATS = click.Choice(["table", "csv", "json"])
SHOWN = click.Choice(["value", "per_year", "rank", "reasons"])
FOLDER = click.Path(file_okay=False)


def help_of(key: str) -> str:
    """Return the help of a command or an option in both languages."""
    return f"{say(key, 'zh')} {say(key, 'en')}"


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command has."""
    lang = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh",
                        show_default=True, help=help_of("help.lang"))  # fmt: skip
    root = click.option("--root", type=FOLDER, default=None, help=help_of("help.root"))
    return lang(root(command))


def with_format(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that print a frame."""
    return click.option("--format", "form", type=FORMATS, default="table", show_default=True,
                        help=help_of("help.format"))(command)  # fmt: skip


def with_per(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that rank."""
    return click.option("--per", type=click.Choice(["year"]), default=None,
                        help=help_of("help.per"))(command)  # fmt: skip
