"""Make a working project folder, so that an installed yjstats needs no checkout."""

from importlib.resources import files
from pathlib import Path

from yjstats.curation.reviews import REVIEWS
from yjstats.errors import UsageError
from yjstats.observations import CURATED
from yjstats.paths import MARK, Project
from yjstats.registers import ALTERNATIVES, CORRECTIONS, SOURCES
from yjstats.writing import write_text

# Git keeps no empty folder; and the private one is ignored even inside another repository.
KEEP, IGNORE_ALL = "", "*\n"


def init(folder: str | Path) -> list[Path]:
    """Make a project folder: empty tables with their headers, folders for what a build writes.

    Parameters
    ----------
    folder : str or Path
        Made where it is missing. Other files in it are left alone.

    Returns
    -------
    list of Path
        The files made, relative to the folder.

    Raises
    ------
    UsageError
        If the folder is a project already, or has a file in the way with other content; nothing
        is written then.
    YjstatsError
        If a file cannot be written. What was written is then no project yet, and a second call
        takes it up.
    """
    root = Path(folder)
    if (root / MARK).exists():
        raise UsageError("error.is_project", path=root)
    wanted = _contents(Project(root))
    taken = [path for path, text in wanted.items() if _differs(path, text, root)]
    if taken:
        names = ", ".join(path.relative_to(root).as_posix() for path in taken)
        raise UsageError("error.in_the_way", path=root, files=names)
    for path, text in wanted.items():
        write_text(path, text)
    return [path.relative_to(root) for path in wanted]


def _contents(project: Project) -> dict[Path, str]:
    """Return the files by path; sources.csv, which makes it a project, is the last."""
    template = files("yjstats") / "template"
    texts = {
        project.root / name: (template / source).read_text(encoding="utf-8")
        for name, source in (
            ("README.md", "README.md"),
            (".gitignore", "gitignore"),
            (".gitattributes", "gitattributes"),
            ("notebooks/01-start-here.ipynb", "start-here.ipynb"),
        )
    }
    texts[project.private / ".gitignore"] = IGNORE_ALL
    for kept in (project.digests, project.processed, project.figures):
        texts[kept / ".gitkeep"] = KEEP
    texts[project.alternatives] = ",".join(ALTERNATIVES) + "\n"
    texts[project.reviews] = ",".join(REVIEWS) + "\n"
    texts[project.corrections] = ",".join(CORRECTIONS) + "\n"
    texts[project.curated] = ",".join(CURATED) + "\n"
    texts[project.sources] = ",".join(SOURCES) + "\n"
    return texts


def _differs(path: Path, text: str, root: Path) -> bool:
    try:
        if not path.resolve().is_relative_to(root.resolve()):  # a link that leads out of it
            return True
        return path.read_bytes() != text.encode("utf-8")
    except FileNotFoundError:
        return False
    except (
        OSError,
        RuntimeError,
    ):  # a loop of links, a folder of this name, or a file where a folder should be
        return True
