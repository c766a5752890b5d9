"""Options that commands share, and their help in both languages."""

from collections.abc import Callable

import click

from yjstats.text import say

FORMATS = click.Choice(["table", "csv", "json"])
SHOWN = click.Choice(["value", "per_year", "rank", "reasons"])
ORIGINS = click.Choice(["all", "curated", "extracted"])
FOLDER = click.Path(file_okay=False)


def help_of(key: str) -> str:
    """Return the help of a command or an option in both languages."""
    return f"{say(key, 'zh')} {say(key, 'en')}"


def with_lang(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that say something."""
    return click.option("--lang", type=click.Choice(["zh", "en"]), default="zh",
                        show_default=True, help=help_of("help.lang"))(command)  # fmt: skip


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command has."""
    root = click.option("--root", type=FOLDER, default=None, help=help_of("help.root"))
    return with_lang(root(command))


def with_format(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that print a frame."""
    return click.option("--format", "form", type=FORMATS, default="table", show_default=True,
                        help=help_of("help.format"))(command)  # fmt: skip


def with_per(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that rank."""
    return click.option("--per", type=click.Choice(["year"]), default=None,
                        help=help_of("help.per"))(command)  # fmt: skip


def with_origin(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of commands that may use figures by hand, by the program, or both."""
    return click.option("--origin", type=ORIGINS, default="all", show_default=True,
                        help=help_of("help.origin"))(command)  # fmt: skip
