"""Where the files of a project lie."""

import os
from dataclasses import dataclass
from pathlib import Path

from yjstats.errors import UsageError

MARK = Path("data/raw/sources.csv")
NAMED = "YJSTATS_PROJECT"


@dataclass(frozen=True)
class Project:
    """The files and folders of one project folder."""

    root: Path

    @property
    def raw(self) -> Path:
        """Folder of what is entered by hand: never written by a build."""
        return self.root / "data" / "raw"

    @property
    def sources(self) -> Path:
        """The register of sources."""
        return self.raw / "sources.csv"

    @property
    def curated(self) -> Path:
        """The figures entered by hand."""
        return self.raw / "curated.csv"

    @property
    def alternatives(self) -> Path:
        """Other readings of disputed figures."""
        return self.raw / "alternatives.csv"

    @property
    def reviews(self) -> Path:
        """Who judged which reading of the program, and how."""
        return self.raw / "reviews.csv"

    @property
    def corrections(self) -> Path:
        """What a figure should say instead of what its source prints; need not exist."""
        return self.raw / "corrections.csv"

    @property
    def own_codebook(self) -> Path:
        """Folder of the rows that extend the packaged codebook; need not exist."""
        return self.raw / "codebook"

    @property
    def digests(self) -> Path:
        """Folder of the digests' texts."""
        return self.raw / "articles"

    @property
    def private(self) -> Path:
        """Folder of the articles' texts, which are their publishers': never under version control.

        The folder that `init` makes ignores itself.
        """
        return self.root / "data" / "private" / "articles"

    @property
    def copies(self) -> Path:
        """Folder of what commands changed, as it was before; private, as it holds texts too."""
        return self.root / "data" / "private" / "copies"

    @property
    def recalled(self) -> Path:
        """Folder of what was made before and may be made of the same again: a cache, private."""
        return self.root / "data" / "private" / "recalled"

    @property
    def lock(self) -> Path:
        """The file that a command locks while it writes into the project."""
        return self.root / ".yjstats-lock"

    @property
    def stage(self) -> Path:
        """Folder in which a build makes its outputs before they are put into place."""
        return self.root / ".yjstats-stage"

    @property
    def aside(self) -> Path:
        """Folder of the inputs with new readings, while a build makes outputs from them."""
        return self.root / ".yjstats-aside"

    @property
    def processed(self) -> Path:
        """Folder of what a build writes, charts and notebooks apart."""
        return self.root / "data" / "processed"

    @property
    def extracted(self) -> Path:
        """The figures that the program read in the articles."""
        return self.processed / "extracted.csv"

    @property
    def readings(self) -> Path:
        """Which version of the extractor read which source."""
        return self.processed / "readings.csv"

    @property
    def manifest(self) -> Path:
        """What the last build was made from, with what, and the checksums of what it wrote."""
        return self.processed / "manifest.json"

    @property
    def figures(self) -> Path:
        """Folder of the exported charts."""
        return self.root / "figures"

    @property
    def notebooks(self) -> Path:
        """Folder of the notebooks."""
        return self.root / "notebooks"

    def name(self, path: Path) -> str:
        """Return `path` as shown to people: relative to the project folder where inside it."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):  # outside, or a loop of links
            return str(path)


def find_project(root: str | Path | None = None) -> Project:
    """Find the project folder.

    Parameters
    ----------
    root : str or Path, optional
        The folder itself. Without it the one that the variable YJSTATS_PROJECT of the environment
        names; else the working folder and those above it are tried, then the checkout that this
        package was installed from (in editable mode).

    Returns
    -------
    Project

    Raises
    ------
    UsageError
        If there is no `data/raw/sources.csv` in the folder, or none was found.
    """
    root = root if root is not None else os.environ.get(NAMED)
    if root is not None:
        if not (Path(root) / MARK).is_file():
            raise UsageError("error.no_project_at", root=root, mark=MARK.as_posix())
        return Project(Path(root))
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parent.parent):
        if (folder / MARK).is_file():
            return Project(folder)
    raise UsageError("error.no_project", here=here, mark=MARK.as_posix())
