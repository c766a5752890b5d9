"""`python -m yjstats` is the command `yjstats`."""

import gc
import sys

from yjstats.statuses import INTERRUPTED


def main() -> None:
    """Run the command line, which an interruption while it is still loading ends in silence."""
    try:
        from yjstats.cli import main as run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    try:
        run()
    finally:
        gc.freeze()  # the end would look through all that lives: a third of a second after a build


if __name__ == "__main__":
    main()
