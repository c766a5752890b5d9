"""What the program says when something is wrong, in both languages, to be searched."""

from making import cell, table
from yjstats.text import messages

PARTS = {
    "error": ("Errors", "One of these stops the command."),
    "fault": (
        "Faults in data files",
        "All are listed at once, each with file, line, column and what stands there.",
    ),
    "document": ("Documents that are not read", "One line: which document, and why."),
    "warn": ("Warnings", "The command goes on."),
}


def told() -> str:
    """Return the messages by their kind."""
    parts = []
    for prefix, (title, what) in PARTS.items():
        rows = [
            [cell(both["zh"]), cell(both["en"])]
            for key, both in messages().items()
            if key.startswith(f"{prefix}.")
        ]
        parts.append(f"## {title}\n\n{what}\n\n" + table(["中文", "English"], rows))
    return "\n".join(parts)
