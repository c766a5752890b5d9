"""What mkdocs calls while it builds the site: made parts of pages, links into the project.

The pages in this folder are read as plain Markdown too, so they link to files of the project, such
as `../yjstats/codebook/reasons.csv`. On the site such a link leads to the page that is made of it,
and a comment such as `<!-- made: scores -->` is filled in.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from making import api, codebook, commands, frame, links, messages, pages, running, scores
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

MADE: dict[str, Callable[[], str]] = {
    "columns": frame.columns,
    "codebook": codebook.lists,
    "words": codebook.words,
    "names": api.names,
    "commands en": lambda: commands.commands("en"),
    "commands zh": lambda: commands.commands("zh"),
    "messages": messages.told,
    "scores": scores.scores,
    "readings": scores.readings,
}
MARK = re.compile(r"^<!-- made: (?P<name>[^>]+) -->$", re.M)


def on_startup(**_: Any) -> None:
    """Let jieba, which cuts Chinese for the search, say nothing of its dictionary."""
    import jieba

    jieba.setLogLevel(logging.WARNING)


def on_files(files: Files, config: Any) -> Files:
    """Add every page to the navigation, and each file of the project that a page links to."""
    written = {file.src_uri: file.content_string for file in files.documentation_pages()}
    config.nav = pages.complete(config.nav, sorted(written))
    for target in sorted(links.targets(written)):
        files.append(links.page(config, target))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Fill in what is made, and lead links out of docs/ to the pages made of their files."""

    def fill(mark: re.Match[str]) -> str:
        if mark["name"] in MADE:
            return MADE[mark["name"]]()
        if mark["name"].startswith("pages"):
            return pages.listed(config.nav, files, mark["name"].removeprefix("pages").strip())
        raise PluginError(f"{page.file.src_uri}: nothing is made by {mark[0]}")

    return links.relinked(MARK.sub(fill, running.with_output(markdown)), page.file.src_uri)


def on_page_content(html: str, **_: Any) -> str:
    """Let wide tables scroll by keyboard as well."""
    return html.replace("<table>", '<table tabindex="0">')


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Say which language a page is in, and name what a screen reader would meet without a name."""
    output = output.replace('search" role="dialog"', 'search" role="dialog" aria-label="Search"', 1)
    if page.file.src_uri.startswith("zh/"):
        return output.replace('<html lang="en"', '<html lang="zh-Hans"', 1)
    return output


def on_post_build(config: Any) -> None:
    """Leave out what differs between two builds of the same pages."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        Path(config.site_dir, name).unlink(missing_ok=True)
