"""The list of pages: none is left out of it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from mkdocs.structure.files import Files

HEADING = re.compile(r"^# (.+)$", re.M)
SENTENCE = re.compile(r"\A(.+?(?:\.(?=\s)|。|\Z))", re.S)


def complete(nav: list[Any], pages: Iterable[str]) -> list[Any]:
    """Return the navigation with every page that it lacks: Chinese ones last, others with the guides.

    Parameters
    ----------
    nav : list
        As mkdocs.yml has it: sections, each a dict from its title to its pages.
    pages : iterable of str
        All pages that are written by hand.
    """
    nav = [{title: list(items) for title, items in section.items()} for section in nav]
    known = set(listing(nav))
    for page in pages:
        if page not in known:
            section = next(s for s in nav if ("中文" if page.startswith("zh/") else "Guides") in s)
            next(iter(section.values())).append(page)
    return nav


def listing(nav: Sequence[Any]) -> list[str]:
    """Return the pages of a navigation in their order."""
    return [page for section in nav for items in section.values() for page in items]


def listed(nav: Sequence[Any], files: Files, section: str) -> str:
    """Return the pages of a section as a list: title and first sentence; of all but 中文 without one."""
    lines = []
    for part in nav:
        (title, items), = part.items()
        if section and title != section or not section and title == "中文":
            continue
        lines += [] if section else [f"\n**{title}**\n"]
        for uri in items:
            file = files.get_file_from_path(uri)
            if file is not None and not uri.endswith("index.md"):
                lines.append(_line(uri, file.content_string))
    return "\n".join(lines)


def _line(uri: str, text: str) -> str:
    heading = HEADING.search(text)
    title = heading[1] if heading else uri
    rest = text[heading.end():] if heading else text
    told = (block for block in re.split(r"\n\s*\n", rest) if re.match(r"(?!```)[\w`\"“]", block))
    first = SENTENCE.match(" ".join(next(told, "").split()))
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", first[1] if first else "")
    return f"- [{title}]({uri.removeprefix('zh/') if uri.startswith('zh/') else uri})" + (
        f": {plain}" if plain else ""
    )
