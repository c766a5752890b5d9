"""The documentation: it builds without a warning, and nothing public is missing from it."""

import csv
import html
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import yjstats
from tests.conftest import ROOT
from tests.test_cli import yjstats as run
from tests.test_structure import tracked
from yjstats.cli import cli
from yjstats.codebook import COLUMNS, RULES, cells_of, codebook
from yjstats.observations import NAMES
from yjstats.text import messages

PUBLIC = [name for name in yjstats.__all__ if name != "__version__"]
PAGES = sorted(path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"```(?P<kind>sh|csv|python)\n(?P<text>.*?)```", re.S)
TAG = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*>")
TITLE = re.compile(r"^# (.+)$", re.M)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Build the site as `make docs` does; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    assert "mkdocs build --strict" in (ROOT / "Makefile").read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture
def making(monkeypatch):
    """The modules that docs/hooks.py makes pages with."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    from making import links, pages

    return links, pages


def page(site: Path, name: str) -> str:
    """Return the words of a page."""
    text = (site / name).read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", text[text.index("<article") :]))


def blocks(path: str, *kinds: str) -> list[str]:
    text = (ROOT / "docs" / path).read_text("utf-8")
    return [block["text"] for block in BLOCK.finditer(text) if block["kind"] in kinds]


def test_nothing_is_fetched(site):
    for path in site.rglob("*.html"):
        tags = TAG.findall(path.read_text("utf-8"))
        assert tags
        assert not [tag for tag in tags if re.search(r"(?:src|href)=[\"']?(?:https?:)?//", tag)]
    for path in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", path.read_text("utf-8"))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_on_the_page_with_numpydoc_sections(name, site):
    assert f'id="yjstats.{name}"' in (site / "reference/api.html").read_text("utf-8")
    thing = getattr(yjstats, name)
    told, signature = inspect.getdoc(thing), inspect.signature(thing)
    assert re.match(r"[A-Z][^\n]*\.$", told.split("\n", 1)[0])
    if signature.return_annotation not in (None, "None"):
        assert "\nReturns\n-------\n" in told
    if signature.parameters:
        section = told.split("\nParameters\n----------\n")[1]
        listed = re.findall(r"^(\w+(?:, \w+)*)(?: :|$)", section, re.M)
        named = {one for names in listed for one in names.split(", ")}
        assert set(signature.parameters) <= named


def test_every_row_of_the_codebook_is_on_a_page(site):
    text = (site / "reference/codebook.html").read_text("utf-8")
    words = page(site, "reference/codebook.html"), page(site, "reference/words.html")
    for code, row in codebook().indicators.items():
        assert f'id="{code}"' in text
        assert row["definition"] in words[0]
        assert row["definition_zh"] in words[0]
    for lists, told in ((COLUMNS, words[0]), (RULES, words[1])):
        for name in lists:
            for row in cells_of(name):
                assert all(" ".join(cell.split()) in told for cell in row.values()), (name, row)


def test_every_column_message_and_command_is_on_a_page(site):
    assert all(name in page(site, "reference/frame.html") for name in NAMES)
    told = page(site, "reference/messages.html")
    for key, both in messages().items():
        if key.startswith(("error.", "fault.", "document.")):
            assert all(" ".join(text.split()) in told for text in both.values()), key
    for name, lang in (("reference/commands.html", "en"), ("zh/commands.html", "zh")):
        told = page(site, name)
        assert all(f"yjstats {command} " in told for command in cli.commands if command != "review")
        assert "yjstats review export [OPTIONS] OUT.xlsx" in told
        assert messages()["help.compare"][lang] in told
        assert messages()["help.compare"]["zh" if lang == "en" else "en"] not in told


def test_scores_are_those_of_the_data(site):
    told = page(site, "extraction.html")
    with (ROOT / "data/processed/scores.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["domain"]: row for row in csv.DictReader(file)}
    whole = rows.pop("all")
    assert "{precision:.4f}, {recall:.4f}, {f1:.4f}".format(
        **{name: float(whole[name]) for name in ("precision", "recall", "f1")}
    ) in told  # fmt: skip
    for name, row in rows.items():
        cells = [name, row["statistics"], f"{float(row['f1']):.2f}", f"{float(row['value']):.2f}"]
        assert re.search(r"\s+".join(map(re.escape, cells)), told)
    assert "made:" not in told


def test_what_code_gives_is_shown_below_it(site):
    told = page(site, "getting-started.html")
    assert yjstats.statements("funds_aid_total", per="year", lang="en") in told
    assert "not reported; near:" in told
    assert "未报道；近似指标：" in page(site, "zh/getting-started.html")


def test_the_index_lists_every_page_and_the_site_has_it(site):
    lists = (site / "index.html").read_text("utf-8") + (site / "zh/index.html").read_text("utf-8")
    for path in PAGES:
        name = str(path.with_suffix(".html"))
        assert (site / name).is_file()
        assert f'href="{name.removeprefix("zh/")}"' in lists or name.endswith("index.html")


@pytest.mark.parametrize("path", [str(path) for path in PAGES])
def test_links_of_a_page_lead_somewhere_without_the_site_too(path):
    text = (ROOT / "docs" / path).read_text("utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    for link in links:
        if "://" not in link:
            assert (ROOT / "docs" / path).parent.joinpath(link).exists(), link


def test_a_link_to_nothing_stops_the_build(making):
    from mkdocs.exceptions import PluginError

    links, _ = making
    assert links.targets({"a.md": "[b](../tests/worked.csv)"}) == {"tests/worked.csv"}
    with pytest.raises(PluginError, match=r"nothing\.csv"):
        links.targets({"a.md": "[b](../nothing.csv)"})
    told = links.relinked("[r](../../yjstats/codebook/reasons.csv)", "zh/a.md")
    assert told == "[r](../reference/codebook.md#reasons)"


def test_a_page_that_no_one_listed_is_in_the_navigation(making):
    _, pages = making
    nav = [{"Guides": ["a.md"]}, {"中文": ["zh/a.md"]}]
    whole = pages.complete(nav, ["a.md", "new.md", "zh/new.md"])
    assert whole == [{"Guides": ["a.md", "new.md"]}, {"中文": ["zh/a.md", "zh/new.md"]}]
    assert nav == [{"Guides": ["a.md"]}, {"中文": ["zh/a.md"]}]


def test_the_first_commands_work_as_they_are_written(tmp_path):
    for name in tracked():
        if (ROOT / name).exists() and name.startswith(("data/", "figures/", "notebooks/")):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    for line in "".join(blocks("getting-started.md", "sh")).splitlines():
        command, *arguments = shlex.split(line, comments=True)
        if command == "yjstats":
            done = run(*arguments, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        else:
            assert command == "." or (command == "make" and set(arguments) <= set(targets))
    assert (tmp_path / "aid.xlsx").is_file()
    assert (tmp_path / "medical.xlsx").is_file()


def test_the_chinese_pages_give_the_same_commands():
    for name in ("getting-started.md", "adding.md"):
        zh, en = (
            [
                re.sub(r"\s*#.*", "", line).replace("宁波", "ningbo", 1) if kind == "sh" else line
                for kind in ("sh", "csv")
                for line in "".join(blocks(path, kind)).splitlines()
            ]
            for path in (f"zh/{name}", name)
        )
        named = {"援疆.xlsx": "aid.xlsx --lang en", "医疗.xlsx": "medical.xlsx"}
        for theirs, ours in named.items():
            zh = [line.replace(theirs, ours) for line in zh]
        assert zh == en
