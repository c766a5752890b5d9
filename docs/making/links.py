"""Links of a page to files of the project: to the page that is made of them, or to a copy."""

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from making import ROOT

LINK = re.compile(r"(?P<open>\]\()(?P<target>\.\.?/[^)\s#]*)(?P<anchor>#[^)\s]*)?(?=[)\s])")
SHOWN = {
    ".py": "python",
    ".css": "css",
    ".csv": "text",
    ".toml": "toml",
    ".json": "json",
    ".md": "",
    ".txt": "text",
}
LARGEST = 100_000  # characters of a file that is shown on a page; a larger one is copied
# Files that have a page of their own.
PAGES = {
    "yjstats/codebook": "reference/codebook.md",
    "yjstats/observations.py": "reference/frame.md",
    "yjstats/text/messages.csv": "reference/messages.md",
}


def targets(pages: Mapping[str, str | None]) -> set[str]:
    """Return the files of the project that pages link to, those with a page of their own apart."""
    found = set()
    for uri, text in pages.items():
        for link in LINK.finditer(text or ""):
            path = outside(uri, link["target"])
            if path and path not in PAGES and not codebook_list(path):
                if not (ROOT / path).exists():
                    raise PluginError(f"{uri}: there is no {path} to link to")
                found.add(path)
    return found


def relinked(text: str, uri: str) -> str:
    """Return a page whose links out of docs/ lead to pages of the site."""

    def lead(link: re.Match[str]) -> str:
        path = outside(uri, link["target"])
        if not path:
            return link[0]
        to = posixpath.relpath(where(path), posixpath.dirname(uri) or ".")
        anchor = link["anchor"] or (f"#{codebook_list(path)}" if codebook_list(path) else "")
        return f"{link['open']}{to}{anchor}"

    return LINK.sub(lead, text)


def outside(uri: str, target: str) -> str:
    """Return the path in the project that a link of a page leads to; empty where it is in docs/."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(uri), target))
    return "" if path.startswith("docs/") else path


def codebook_list(path: str) -> str:
    """Return the name of the codebook's list that a path is of; empty where it is of none."""
    folder, name = posixpath.split(path)
    return (
        name.removesuffix(".csv") if folder == "yjstats/codebook" and name.endswith(".csv") else ""
    )


def where(path: str) -> str:
    """Return the page of the site that a file of the project is on."""
    if path in PAGES:
        return PAGES[path]
    if codebook_list(path):
        from yjstats.codebook import RULES

        return f"reference/{'words' if codebook_list(path) in RULES else 'codebook'}.md"
    return f"source/{path}.md" if _shown(path) else path


def page(config: Any, path: str) -> File:
    """Return the file that the site has for a file or folder of the project."""
    file = ROOT / path
    if not _shown(path):
        return File.generated(config, path, abs_src_path=str(file))
    if file.is_dir():
        names = sorted(f.name for f in file.iterdir() if f.is_file())
        body = "\n".join(f"- `{name}`" for name in names)
    else:
        body = f"````{SHOWN[file.suffix]}\n{file.read_text('utf-8').rstrip()}\n````"
    head = "---\nsearch:\n  exclude: true\n---\n"
    return File.generated(config, where(path), content=f"{head}# {path}\n\n{body}\n")


def _shown(path: str) -> bool:
    file = ROOT / path
    return file.is_dir() or (file.suffix in SHOWN and file.stat().st_size <= LARGEST)
