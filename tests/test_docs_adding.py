"""The page on adding an article, followed to the letter."""

import re
import shlex

from tests.conftest import ROOT
from tests.test_cli import yjstats as run
from tests.test_own_codebook import ARTICLE

PAGE = (ROOT / "docs/adding.md").read_text("utf-8")
BLOCKS = re.compile(
    r"(?:`(?P<path>data/raw/[^`]+)`:\n\n)?```(?P<kind>sh|csv)\n(?P<text>.*?)```", re.S
)


def test_the_page_works_as_it_is_written(tmp_path):
    folder, told = tmp_path, []
    for block in BLOCKS.finditer(PAGE):
        if block["kind"] == "csv":
            (folder / block["path"]).parent.mkdir(exist_ok=True)
            (folder / block["path"]).write_text(block["text"], "utf-8")
            continue
        for line in block["text"].splitlines():
            name, *arguments = shlex.split(line)
            if name == "cd":
                folder = folder / arguments[0]
                (folder / "article.txt").write_text(ARTICLE.replace("孔", "口"), "utf-8")
                continue
            assert name == "yjstats"
            done = run(*arguments, cwd=folder)
            assert done.returncode == 0, done.stderr
            told.append(done.stdout)
    assert len(told) == 6
    assert "1,200" in told[2]
    assert "宁波" in told[3]
    assert (folder / "data/processed/yjstats-summary.xlsx").is_file()
    assert (folder / "figures/coverage.png").is_file()
