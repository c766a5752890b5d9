"""`yjstats init`: a project folder that works at once, from the installed package alone."""

import subprocess
import sys
import zipfile

import pytest

import yjstats
from tests.conftest import ROOT, record, source, write_csv
from tests.documents import FUNDS
from tests.test_cli import yjstats as run
from tests.wheel import OFFLINE, story
from yjstats import starting
from yjstats.errors import UsageError, YjstatsError
from yjstats.observations import CURATED
from yjstats.paths import MARK, Project
from yjstats.registers import SOURCES


def tree(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_new_folder_is_a_project_without_faults(tmp_path):
    made = yjstats.init(tmp_path / "mine")
    assert sorted(path.as_posix() for path in made) == tree(tmp_path / "mine")
    assert yjstats.check(tmp_path / "mine").empty
    assert yjstats.load(root=tmp_path / "mine").empty
    assert yjstats.sources(tmp_path / "mine").empty


def test_a_figure_entered_in_it_can_be_compared(tmp_path):
    yjstats.init(tmp_path)
    write_csv(tmp_path / "data/raw/sources.csv", SOURCES, [source()])
    write_csv(tmp_path / "data/raw/curated.csv", CURATED, [record()])
    frame = yjstats.load(root=tmp_path)
    assert yjstats.compare("projects_total", frame=frame).loc[0, "value"] == 123


def test_git_never_takes_an_article(tmp_path):
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True,
                              text=True).stdout  # fmt: skip

    git("init", "--quiet")
    yjstats.init(tmp_path / "mine")
    article = Project(tmp_path / "mine").private / "a.txt"
    article.write_text(FUNDS, "utf-8")
    git("add", "--all")
    kept = git("ls-files")
    assert "data/raw/sources.csv" in kept
    assert "figures/.gitkeep" in kept
    assert "private" not in kept
    (tmp_path / "mine/.gitignore").unlink()  # the folder ignores itself as well
    git("add", "--all")
    assert "private" not in git("ls-files")


def test_a_project_is_never_written_over(tmp_path):
    yjstats.init(tmp_path)
    (tmp_path / "data/raw/curated.csv").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="已经是项目文件夹"):
        yjstats.init(tmp_path)
    assert (tmp_path / "data/raw/curated.csv").read_text("utf-8") == "mine"


def test_files_in_the_way_are_all_named_and_nothing_is_written(tmp_path):
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "figures").write_text("a file where a folder should be", "utf-8")
    before = tree(tmp_path)
    with pytest.raises(UsageError) as caught:
        yjstats.init(tmp_path)
    assert "README.md" in str(caught.value)
    assert "figures/.gitkeep" in str(caught.value)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["data", ".gitignore"])
def test_a_link_that_leads_out_of_the_folder_is_never_followed(tmp_path, name):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="没有改动"):
        yjstats.init(tmp_path / "mine")
    assert not (tmp_path / "elsewhere").exists()


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    yjstats.init(tmp_path)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_a_start_that_was_cut_off_is_no_project_and_can_be_taken_up(tmp_path, monkeypatch):
    whole = starting.write_text
    count = len(yjstats.init(tmp_path / "whole"))
    for stop in range(count):
        folder, written = tmp_path / f"cut{stop}", []

        def write(path, text, stop=stop, written=written):
            if len(written) == stop:
                raise KeyboardInterrupt
            written.append(path)
            whole(path, text)

        monkeypatch.setattr(starting, "write_text", write)
        with pytest.raises(KeyboardInterrupt):
            yjstats.init(folder)
        assert not (folder / MARK).exists()
        monkeypatch.setattr(starting, "write_text", whole)
        yjstats.init(folder)
        assert tree(folder) == tree(tmp_path / "whole")


@pytest.mark.parametrize("name", ["file", "file/inside"])
def test_a_path_that_can_be_no_folder_is_one_clear_error(tmp_path, name):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(YjstatsError):
        yjstats.init(tmp_path / name)
    assert tree(tmp_path) == ["file"]


def test_the_command_says_what_it_made_and_refuses_a_second_time(tmp_path):
    told = run("init", tmp_path / "mine", "--lang", "en")
    assert (told.returncode, told.stdout) == (0, "")
    assert "made the project folder" in told.stderr
    again = run("init", tmp_path / "mine", "--lang", "en")
    assert again.returncode == 2
    assert "project folder already" in again.stderr
    assert run("check", cwd=tmp_path / "mine").returncode == 0


def test_the_wheel_is_all_that_the_way_from_an_empty_folder_to_the_workbook_needs(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
                   cwd=ROOT, check=True, capture_output=True)  # fmt: skip
    (built,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(built).extractall(tmp_path / "site")
    (tmp_path / "work").mkdir()
    story(sys.executable, tmp_path / "work", {"PYTHONPATH": str(tmp_path / "site")})


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("socket.create_connection(('192.0.2.1', 80), 1)", True),
        ("socket.getaddrinfo('example.org', 80)", True),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))", True),
        ("socket.getaddrinfo('localhost', 80)", False),
    ],
)
def test_the_way_is_gone_with_the_network_closed(code, refused):
    told = subprocess.run(
        [sys.executable, "-c", f"import socket; {code}"], env={"PYTHONPATH": str(OFFLINE)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ("the network is closed" in told.stderr) == refused == bool(told.returncode)
