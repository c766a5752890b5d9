"""The manifest: what the outputs were made from, with what, and the checksums of what was made."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yjstats import __version__
from yjstats.extraction.version import extractor_version
from yjstats.paths import Project

if TYPE_CHECKING:
    import pandas as pd

PROGRAM = Path(__file__).parent.parent
PARTS = (".py", ".csv", ".toml", ".txt", ".css", ".html", ".js")
LIBRARIES = (
    "itables", "jieba", "jinja2", "matplotlib", "numpy", "openpyxl", "pandas", "pyarrow",
    "pylopdf-fonts-zh-cn", "seaborn",
)  # fmt: skip
SHORT = 16  # hexadecimal digits of a key


@dataclass(frozen=True)
class Manifest:
    """What a build recorded.

    Attributes
    ----------
    versions : dict of str to str
        yjstats, its program (a digest of its files), the extractor, Python, the libraries.
    inputs : dict of str to dict
        `sha256` and `bytes` by path, relative to the project folder.
    outputs : dict of str to dict
        `sha256`, `bytes`, `lang` and `key`, which names all that the output was made from; of a
        chart also `shows`, which names what of it is shown.
    """

    versions: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)

    def text(self) -> str:
        """Return the manifest as JSON, the same for the same content."""
        parts = {
            "versions": dict(sorted(self.versions.items())),
            "inputs": dict(sorted(self.inputs.items())),
            "outputs": dict(sorted(self.outputs.items())),
        }
        return json.dumps(parts, ensure_ascii=False, indent=2) + "\n"


def read_manifest(project: Project) -> Manifest | None:
    """Return the manifest of the last build, or None where there is none that can be read."""
    try:
        told = json.loads(project.manifest.read_text(encoding="utf-8"))
        found = Manifest(**{name: dict(told[name]) for name in ("versions", "inputs", "outputs")})
        entries = [*found.inputs.values(), *found.outputs.values()]
        return found if all(isinstance(entry["sha256"], str) for entry in entries) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def inputs_of(project: Project) -> dict[str, dict[str, Any]]:
    """Return what outputs are made from: data/raw, and the figures that the program read."""
    paths = [
        *project.raw.glob("*.csv"), *project.own_codebook.glob("*"), *project.digests.glob("*.txt"),
        project.extracted, project.readings,
    ]  # fmt: skip
    return {project.name(path): entry(path) for path in sorted(paths) if path.is_file()}


def versions() -> dict[str, str]:
    """Return the versions of all that decides about the bytes of an output."""
    return {
        "yjstats": __version__,
        "program": program(),
        "extractor": extractor_version(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{name: _version(name) for name in LIBRARIES},
    }


@cache
def program() -> str:
    """Return a digest of the package's own files, code and data."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PROGRAM.rglob("*") if path.suffix in PARTS):
        digest.update(path.relative_to(PROGRAM).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:SHORT]


def key_of(
    inputs: Mapping[str, Mapping[str, Any]], made_with: Mapping[str, str], lang: str, more: str = ""
) -> str:
    """Return a short digest of all that an output is made from."""
    sums = {name: found["sha256"] for name, found in inputs.items()}
    parts = json.dumps([sums, dict(made_with), lang, more], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:SHORT]


def digest_of(frame: "pd.DataFrame") -> str:
    """Return a digest of a frame: its columns, their types, its cells."""
    text = f"{frame.dtypes.to_dict()}\n{frame.to_csv()}"
    return hashlib.sha256(text.encode()).hexdigest()


def entry(path: Path) -> dict[str, Any]:
    """Return checksum and size of a file."""
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
