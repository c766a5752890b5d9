"""`python -m yjstats` is the command `yjstats`."""

from yjstats.cli import main

if __name__ == "__main__":
    main()
