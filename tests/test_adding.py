"""`yjstats add`, `remove` and `sources`: an article in, out, and listed; nothing lost."""

import hashlib
import json
import os
import socket
import zipfile

import pytest

import yjstats
from tests.documents import ARTICLE, TITLE, docx, newspaper, paragraph, pdf
from tests.test_cli import yjstats as run
from yjstats.errors import BadData, UnknownName, UsageError, YjstatsError
from yjstats.observations import observation_id
from yjstats.paths import Project
from yjstats.tables import checksum

PLAIN = "\n".join([TITLE, *ARTICLE])
LATER = (
    "甲市援疆这一年\n2023年，甲市安排援疆资金4.52亿元，实施援疆项目150个，选派援疆教师86名。\n"
    "当地医院里，来了12名援疆医生，一年接诊3400人次，夜里急诊室的灯总亮着。\n"
)
HTML = f"<html><meta charset=utf-8><h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in ARTICLE)


@pytest.fixture
def project(tmp_path) -> Project:
    yjstats.init(tmp_path / "mine")
    return Project(tmp_path / "mine")


def snapshot(project: Project) -> dict[str, bytes]:
    """Return what a project holds, but for copies and lock."""
    files = [path for path in project.root.rglob("*") if path.is_file()]
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in files if project.copies not in path.parents and path != project.lock
    }  # fmt: skip


def test_an_article_is_stored_registered_and_read(project, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(PLAIN, "utf-8")
    added = yjstats.add(file, "wenzhou", "2024-05", root=project.root)
    assert added.source_id == "wenzhou-2024-05"
    assert added.path == project.private / "wenzhou-2024-05.txt"
    assert added.path.read_text("utf-8") == PLAIN
    row = yjstats.sources(project.root).iloc[0]
    assert (row["title"], row["published_precision"], row["chars"]) == (TITLE, "month", len(PLAIN))
    assert row["sha256"] == checksum(PLAIN)
    assert row["file_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    frame = yjstats.load(root=project.root)
    assert set(frame["status"]) == {"candidate"}
    assert 452_000_000 in frame["value"].tolist()
    assert yjstats.check(project.root).empty


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", PLAIN.encode("gb18030")),
        ("a.html", HTML.encode()),
        ("a.docx", docx("".join(paragraph(text) for text in (TITLE, *ARTICLE)))),
        ("a.pdf", pdf([(60, 80, 20, TITLE), *newspaper(ARTICLE, [60], 40, 120)])),
    ],
)
def test_each_format_gives_the_same_figures(project, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    added = yjstats.add(tmp_path / name, "wenzhou", "2024-05-06", root=project.root)
    assert added.news["value"].tolist() == [452_000_000, 123, 86, 1900, 20_000, 678]


def test_what_is_new_is_told_from_what_is_known(project):
    yjstats.add(PLAIN.encode(), "wenzhou", "2023-01", root=project.root)
    added = yjstats.add(LATER.encode(), "wenzhou", "2024-01", root=project.root)
    told = added.news.set_index("surface")
    assert told.loc["4.52亿元", "news"] == "known"
    assert told.loc["150个", ["news", "known_value"]].tolist() == ["other_value", 123]
    assert told.loc["3400人次", "news"] == "new"
    assert set(added.review["news"]) <= {"new", "unnamed", "known", "other_value"}
    other = yjstats.add(LATER[8:].encode(), "taizhou", "2024-01", root=project.root, anyway=True)
    assert "known" not in set(other.news["news"])


def test_a_title_and_an_id_can_be_given(project):
    added = yjstats.add(
        PLAIN.encode(), "wenzhou", "2024", "自拟\x1b标题\n两行", "my-article", project.root
    )
    row = yjstats.sources(project.root).iloc[0]
    assert added.source_id == row["source_id"] == "my-article"
    assert row["title"] == "自拟标题 两行"


def test_ids_made_of_city_and_date_never_meet(project):
    made = [
        yjstats.add(text.encode(), "wenzhou", "2024-05", root=project.root).source_id
        for text in (PLAIN, LATER)
    ]
    assert made == ["wenzhou-2024-05", "wenzhou-2024-05-2"]


@pytest.mark.parametrize(
    ("again", "key"),
    [
        (PLAIN.encode(), "error.same_file"),
        (PLAIN.encode("gb18030"), "error.same_text"),
        ((PLAIN * 3).replace("清单", "答卷").encode(), "error.near_text"),
    ],
)
def test_a_text_that_is_known_is_noticed_and_changes_nothing(project, again, key):
    first = PLAIN * 3 if key == "error.near_text" else PLAIN
    yjstats.add(first.encode(), "wenzhou", "2024-05", root=project.root)
    before = snapshot(project)
    with pytest.raises(YjstatsError) as caught:
        yjstats.add(again, "wenzhou", "2024-06", root=project.root)
    assert caught.value.key == key
    assert snapshot(project) == before
    if key == "error.near_text":
        added = yjstats.add(again, "wenzhou", "2024-06", root=project.root, anyway=True)
        assert [known.likeness for known in added.likeness] == ["near"]


def test_removing_an_article_puts_the_project_back(project):
    yjstats.add(PLAIN.encode(), "wenzhou", "2023-01", root=project.root)
    before = snapshot(project)
    added = yjstats.add(LATER.encode(), "wenzhou", "2024-01", root=project.root)
    gone = yjstats.remove(added.source_id, project.root)
    assert gone.readings == len(added.news)
    assert snapshot(project) == before
    assert (gone.copies / "data/private/articles/wenzhou-2024-01.txt").is_file()
    assert (gone.copies / "data/raw/sources.csv").is_file()


def test_figures_entered_by_hand_are_not_removed_by_chance(project):
    added = yjstats.add(PLAIN.encode(), "wenzhou", "2023-01", root=project.root)
    start = PLAIN.index("123个")
    cells = f"{observation_id(added.source_id, start, start + 4)},{added.source_id},wenzhou,,"
    cells += "projects_total,,123,123,123,project,exact,level,,,,cumulative,2020-01-01,2022-12-31,"
    with project.curated.open("a", encoding="utf-8") as file:
        file.write(f"{cells}accepted,123个,{start},{start + 4},\n")
    assert yjstats.check(project.root).empty
    with pytest.raises(YjstatsError, match="--with-figures"):
        yjstats.remove(added.source_id, project.root)
    gone = yjstats.remove(added.source_id, project.root, with_figures=True)
    assert gone.figures == 1
    assert yjstats.load(root=project.root).empty


def test_what_is_not_there_cannot_be_removed(project):
    yjstats.add(PLAIN.encode(), "wenzhou", "2023-01", root=project.root)
    with pytest.raises(UnknownName, match="wenzhou-2023-01"):
        yjstats.remove("wenzhou-2023", project.root)


def test_nothing_is_added_to_data_with_faults(project):
    project.alternatives.write_text("obs_id\n", "utf-8")
    before = snapshot(project)
    with pytest.raises(BadData):
        yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    assert snapshot(project) == before


def test_a_text_in_the_way_is_not_written_over(project):
    (project.private / "wenzhou-2024-05.txt").write_text("mine", "utf-8")
    before = snapshot(project)
    with pytest.raises(YjstatsError, match="内容不同"):
        yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    assert snapshot(project) == before


@pytest.mark.parametrize("name", ["private", "private/articles", "raw/sources.csv", "processed"])
def test_nothing_outside_the_project_is_ever_written(project, tmp_path, name):
    inside, outside = project.root / "data" / name, tmp_path / "elsewhere"
    os.rename(inside, outside)
    inside.symlink_to(outside)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(YjstatsError, match="项目文件夹之外"):
        yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    after = {path: path.read_bytes() for path in before}
    assert after == before


def test_nothing_is_fetched_from_the_network(project, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    page = HTML + '<img src="http://localhost/a.png"><script src="http://localhost/a.js"></script>'
    added = yjstats.add(page.encode(), "wenzhou", "2024-05", root=project.root)
    assert len(added.news) == 6


def test_what_a_hostile_page_tells_of_itself_is_no_formula_and_drives_nothing(project):
    title = '=HYPERLINK("http://localhost","\x1b[31m点\u202e这里")<script>'
    page = HTML.replace(TITLE, title.replace("<", "&lt;"))
    added = yjstats.add(page.encode(), "wenzhou", "2024-05", title=title, root=project.root)
    told = yjstats.sources(project.root).iloc[0]["title"]
    assert told.startswith("HYPERLINK(")
    assert told.isprintable()
    assert yjstats.check(project.root).empty
    yjstats.to_excel(yjstats.load(root=project.root), project.root / "a.xlsx", root=project.root)
    with zipfile.ZipFile(project.root / "a.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>HYPERLINK" in sheet for sheet in sheets)
    shown = yjstats.evidence(added.news.loc[0, "obs_id"], root=project.root)._repr_html_()
    assert "<script>" not in shown


@pytest.mark.parametrize("cell", ["\x1b[31mx", "a\x07", "a\x00b", "\u202eabc", "a\x9bb"])
def test_a_table_with_characters_of_control_is_a_fault_with_its_place(project, cell):
    yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    text = project.sources.read_text("utf-8").replace(TITLE, cell)
    project.sources.write_text(text, "utf-8")
    told = yjstats.check(project.root)
    assert set(told["check"]) <= {"control_character", "undecodable"}
    assert "data/raw/sources.csv" in set(told["file"])
    assert all(message.replace("\n", "").isprintable() for message in told["message"])


def test_a_failure_halfway_leaves_the_project_as_it_was(project, monkeypatch):
    from yjstats.adding import add as module

    before = snapshot(project)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "read_into", fail)
    with pytest.raises(KeyboardInterrupt):
        yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    assert snapshot(project) == before


def test_a_build_reads_an_article_that_has_no_reading_yet(project):
    yjstats.add(PLAIN.encode(), "wenzhou", "2024-05", root=project.root)
    whole = project.extracted.read_bytes()
    project.extracted.unlink()
    project.readings.unlink()
    yjstats.build(project.root)
    assert project.extracted.read_bytes() == whole


def test_the_commands_add_list_and_remove(project, tmp_path):
    (tmp_path / "a.txt").write_text(PLAIN, "utf-8")
    where = ("--root", project.root, "--lang", "en")
    made = ("--city", "温州市", "--published", "2024-05")
    told = run("add", tmp_path / "a.txt", *made, *where, "--format", "json")
    assert told.returncode == 0, told.stderr
    assert [row["value"] for row in json.loads(told.stdout)][:2] == [452_000_000, 123]
    assert "6 statistics" in told.stderr
    assert "wenzhou-2024-05" in run("sources", *where).stdout
    assert run("sources", *where, "--format", "csv").stdout.startswith("source_id,kind,city")
    again = run("add", tmp_path / "a.txt", *made, *where)
    assert (again.returncode, again.stdout) == (1, "")
    assert run("remove", "wenzhou-2024-05", *where).returncode == 0
    assert "wenzhou-2024-05" not in run("sources", *where).stdout


def test_a_text_can_be_piped_in(project):
    told = run("add", "-", "--city", "wenzhou", "--published", "2024-05", "--root", project.root,
               input=PLAIN)  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "4.52亿元" in told.stdout


@pytest.mark.parametrize("published", ["", "2024-13", "24-05", "2024-5", "2024-02-30", "明年"])
def test_a_date_that_is_none_is_told(project, published):
    with pytest.raises(UsageError):
        yjstats.add(PLAIN.encode(), "wenzhou", published, root=project.root)
