"""Tell the whole story with an installed wheel: from an empty folder to figures and workbook.

`python -m tests.wheel PYTHON WORK` runs it with another Python that has the wheel and its extras,
in a folder outside of the repository, with the network closed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT
from tests.documents import docx, newspaper, paragraph, pdf
from tests.reviews import accept, fill, reject, table
from tests.test_own_codebook import ROWS, extend
from yjstats.paths import Project

TEXT = "2021年至2023年，宁波投入援疆资金{funds}亿元，库车砌起馕窑足有{kilns}孔。"
OFFLINE = Path(__file__).parent / "offline"


def main() -> None:
    story(sys.argv[1], Path(sys.argv[2]).resolve(), {})
    print("the installed wheel does all of it")


def documents() -> dict[str, bytes]:
    """Return an article on a city that the package does not know, in each format."""
    texts = [TEXT.format(funds=f"4.{n}", kilns=1200 + n) for n in range(1, 5)]
    return {
        "a.txt": texts[0].encode("gb18030"),
        "a.html": f"<html><meta charset=utf-8><p>{texts[1]}</p>".encode(),
        "a.docx": docx(paragraph(texts[2])),
        "a.pdf": pdf(newspaper([texts[3]], [60], 40, 80)),
    }


def story(python: str, work: Path, more: Mapping[str, str]) -> None:
    """Make a project, add, review, build and check, all with the commands that `python` has.

    Parameters
    ----------
    python : str
    work : Path
        An empty folder.
    more : mapping of str to str
        What the environment has beside.
    """
    path = os.pathsep.join(filter(None, (str(OFFLINE), more.get("PYTHONPATH", ""))))
    (work / "home").mkdir()
    environment = {
        "PATH": os.defpath, "HOME": str(work / "home"), "PYTHONUTF8": "1", "PYTHONPATH": path,
    }  # fmt: skip

    def yj(*arguments: object, cwd: Path = work / "mine") -> str:
        done = subprocess.run(
            [python, "-P", "-m", "yjstats", *map(str, arguments)], cwd=cwd, env=environment,
            check=False, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout

    where = "import yjstats; print(yjstats.__file__)"
    found = subprocess.check_output([python, "-P", "-c", where], cwd=work, env=environment)
    assert not Path(found.decode().strip()).is_relative_to(ROOT / "yjstats")
    yj("init", "mine", cwd=work)
    extend(work / "mine", **ROWS)
    for name, data in documents().items():
        (work / name).write_bytes(data)
        told = yj("add", f"../{name}", "--city", "宁波", "--published", "2024-05", "--anyway",
                  "--format", "json")  # fmt: skip
        assert {row["indicator"] for row in json.loads(told)} == {
            "funds_aid_total", "livelihood_kilns"
        }  # fmt: skip
    project = Project(work / "mine")
    kilns = [row["obs_id"] for row in table(project.extracted) if row["unit"] == "kiln"]
    assert len(kilns) == 4
    yj("review", "export", "../review.xlsx", "--below", "1")
    fill(work / "review.xlsx", {kilns[0]: accept()} | dict.fromkeys(kilns[1:], reject()))
    yj("review", "apply", "../review.xlsx")
    yj("build")
    yj("check")
    told = yj("compare", "livelihood_kilns", "--format", "json")
    (row,) = (row for row in json.loads(told) if row["city"] == "ningbo")
    assert (row["value"], row["qualifier"], row["obs_id"]) == (1201, "at_least", kilns[0])
    assert "馕窑" in yj("evidence", kilns[0], "--articles", "data/private/articles")
    made = [project.figures / "coverage.svg", project.processed / "yjstats-summary.xlsx",
            project.processed / "observations.parquet"]  # fmt: skip
    assert [path.name for path in made if not path.is_file()] == []
    (notebook,) = project.notebooks.glob("*.ipynb")
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in cells)
    assert {path.name for path in work.iterdir()} == {*documents(), "home", "mine", "review.xlsx"}


if __name__ == "__main__":
    main()
