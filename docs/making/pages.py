"""The list of pages: none is left out of it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from mkdocs.structure.files import Files

HEADING = re.compile(r"^# (.+)$", re.M)
FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
SENTENCE = re.compile(r"\A(.+?(?:\.(?=\s)|。|\Z))", re.S)
CHINESE = "中文"


def complete(nav: list[Any], pages: Iterable[str]) -> list[Any]:
    """Return the navigation with the pages that it lacks: Chinese ones apart, others as guides.

    Parameters
    ----------
    nav : list
        As mkdocs.yml has it: sections, each a dict from its title to its pages.
    pages : iterable of str
        All pages there are.
    """
    nav = [{title: list(items) for title, items in section.items()} for section in nav]
    known = {page for section in nav for items in section.values() for page in items}
    for page in pages:
        if page not in known:
            title = CHINESE if page.startswith("zh/") else "Guides"
            next(section for section in nav if title in section)[title].append(page)
    return nav


def listed(nav: Sequence[Any], files: Files, section: str) -> str:
    """Return the pages of a section, or of all but the Chinese one: title, first sentence."""
    lines = []
    for title, items in ((title, items) for part in nav for title, items in part.items()):
        if title != section if section else title == CHINESE:
            continue
        lines += [] if section else [f"\n**{title}**\n"]
        for uri in items:
            file = files.get_file_from_path(uri)
            if file is not None and not uri.endswith("index.md"):
                lines.append(_line(uri.removeprefix("zh/"), file.content_string))
    return "\n".join(lines)


def _line(link: str, text: str) -> str:
    text = FENCED.sub("", text)
    heading = HEADING.search(text)
    title, rest = (heading[1], text[heading.end() :]) if heading else (link, text)
    paragraphs = (part for part in rest.split("\n\n") if re.match(r"\s*[\w`\"“]", part))
    first = SENTENCE.match(" ".join(next(paragraphs, "").split()))
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", first[1] if first else "")
    return f"- [{title}]({link})" + (f": {plain}" if plain else "")
