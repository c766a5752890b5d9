"""What the program says when something is wrong, in both languages, to be searched."""

from making import cell, table
from yjstats.text import messages

INTRO = """# Messages

What the program says when something is wrong. Words in braces are filled in. Search for the words you
see; the Chinese is the default, `--lang en` gives the English. Exit status is 1 where data are bad or
a file cannot be read or written, 2 for wrong usage; nothing is then written.
"""
PARTS = {
    "error": ("Errors", "One of these stops the command."),
    "fault": ("Faults in data files",
              "All of them are listed at once, each with file, line, column and what stands there."),
    "document": ("Documents that are not read", "One line: which document, and why."),
    "warn": ("Warnings", "The command goes on."),
}  # fmt: skip


def page() -> str:
    """Return the page of the messages, by their kind."""
    parts = [INTRO]
    for prefix, (title, told) in PARTS.items():
        rows = [
            [cell(both["zh"]), cell(both["en"])]
            for key, both in messages().items()
            if key.startswith(f"{prefix}.")
        ]
        if rows:
            parts.append(f"## {title}\n\n{told}\n\n" + table(["中文", "English"], rows))
    return "\n".join(parts)
