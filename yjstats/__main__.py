"""`python -m yjstats` is the command `yjstats`."""

import sys

INTERRUPTED = 130  # as a shell tells a command that Ctrl-C ended


def main() -> None:
    """Run the command line, which an interruption while it is still loading ends in silence."""
    try:
        from yjstats.cli import main as run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
