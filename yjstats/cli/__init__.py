"""The command `yjstats`: thin words round the functions of the package."""

import io
import os
import sys
from itertools import pairwise
from typing import NoReturn

import click

from yjstats import __version__
from yjstats.cli import articles, texts, views, work
from yjstats.cli.options import help_of
from yjstats.cli.review import review
from yjstats.errors import UsageError, YjstatsError, printable
from yjstats.statuses import FAULTY, INTERRUPTED, WRONG_USAGE
from yjstats.text import Lang, say

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, help=help_of("help.yjstats"))
@click.version_option(__version__, "-V", "--version", prog_name="yjstats")
def cli() -> None:  # noqa: D103 - the help stands in messages.csv
    pass


for module in (work, articles, texts, views):
    for command in vars(module).values():
        if isinstance(command, click.Command):
            cli.add_command(command)
cli.add_command(review)


def main() -> NoReturn:
    """Run the command line: exit status 0, 1 for bad data, 2 for wrong usage, 130 for Ctrl-C.

    No traceback in any case.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # escapes where the encoding lacks Chinese
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:]
    lang: Lang = (
        "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "zh"
    )
    try:
        status = cli.main(args=arguments, prog_name="yjstats", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        context = (
            error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        )
        why = printable(error.format_message())
        _stop(say("error.usage", lang, why=why, command=context or "yjstats"), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _stop(say("error.interrupted", lang), INTERRUPTED)
    except YjstatsError as error:
        _stop(error.text(lang), WRONG_USAGE if isinstance(error, UsageError) else FAULTY)
    except BrokenPipeError:  # the reader, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # such as standard output on a full disk
        message = say("error.system", lang, why=error.strerror or error)
        click.echo(f"yjstats: {message}", err=True)
        os._exit(FAULTY)  # what standard output still holds cannot be written either
    sys.exit(status if isinstance(status, int) else 0)  # of ctx.exit()


def _stop(message: str, status: int) -> NoReturn:
    click.echo(f"yjstats: {message}", err=True)
    sys.exit(status)
