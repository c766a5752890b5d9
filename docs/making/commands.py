"""The command line, from click's own description of it, in one language."""

import click

from making import cell, code, table
from yjstats.cli import cli
from yjstats.cli.options import help_of
from yjstats.text import Lang, messages, say

HEADER: dict[Lang, list[str]] = {
    "en": ["option", "takes", "default", "does"],
    "zh": ["选项", "取值", "默认", "作用"],
}
MUST: dict[Lang, str] = {"en": "required", "zh": "必填"}


def commands(lang: Lang) -> str:
    """Return the commands in a language, each with its options."""
    return "\n".join(_commands(cli, "yjstats", lang))


def _commands(group: click.Group, above: str, lang: Lang) -> list[str]:
    parts = []
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            parts += _commands(command, f"{above} {name}", lang)
        else:
            parts.append(_command(command, f"{above} {name}", lang))
    return parts


def _command(command: click.Command, name: str, lang: Lang) -> str:
    context = click.Context(command, info_name=name)
    words = " ".join([name, *command.collect_usage_pieces(context)])
    rows = [
        [
            code(" / ".join([*option.opts, *option.secondary_opts])),
            " " if option.is_flag else _takes(option, context),
            MUST[lang] if option.required else _default(option),
            cell(_told(option.help, lang)),
        ]
        for option in command.params
        if isinstance(option, click.Option)
    ]
    parts = [f"## {name.removeprefix('yjstats ')}\n", f"```sh\n{words}\n```\n"]
    return "\n".join([*parts, _told(command.help, lang) + "\n", table(HEADER[lang], rows)])


def _takes(option: click.Option, context: click.Context) -> str:
    if isinstance(option.type, click.Choice):
        return " · ".join(code(choice) for choice in option.type.choices)
    return code(option.make_metavar(context))


def _default(option: click.Option) -> str:
    shown = option.default if isinstance(option.default, str | int | float) else ""
    return " " if option.is_flag else code(shown)


def _told(text: str | None, lang: Lang) -> str:
    """Return the help in one language: the program tells it in both."""
    both = {help_of(key): say(key, lang) for key in messages() if key.startswith("help.")}
    return both.get(text or "", text or "")
