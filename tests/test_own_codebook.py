"""A project's own codebook: another city, recipient, indicator, unit and word, and no code."""

import csv
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

import yjstats
from tests.test_cli import yjstats as run
from yjstats.codebook import COLUMNS, RULES, codebook
from yjstats.codebook.own import take_up, using
from yjstats.errors import BadData, UnknownName
from yjstats.extraction.version import extractor_version

ROWS: Mapping[str, Mapping[str, str]] = {
    "cities": {"code": "ningbo", "zh": "宁波", "pinyin": "Níngbō", "en": "Ningbo"},
    "recipients": {
        "code": "kuqa", "zh": "库车市", "en": "Kuqa City", "city": "ningbo", "kind": "county",
        "principal": "yes",
    },
    "recipient_words": {"word": "库车", "recipient": "kuqa"},
    "units": {"code": "kiln", "zh": "孔", "en": "kilns", "dimension": "count"},
    "unit_words": {"word": "孔", "unit": "kiln", "factor": "1"},
    "indicators": {
        "code": "livelihood_kilns", "domain": "livelihood", "name_zh": "新砌馕窑数",
        "name_en": "Naan kilns built", "unit": "kiln", "kind": "flow", "comparable": "yes",
        "key": "no", "definition": "Naan kilns built with aid money",
        "definition_zh": "用援助资金砌的馕窑",
    },
    "lexicon": {"indicator": "livelihood_kilns", "units": "kiln", "noun": "馕窑", "weight": "4"},
    "approximators": {"word": "足有", "place": "before", "qualifier": "at_least"},
}  # fmt: skip
ARTICLE = "库车的馕香起来了\n宁波援建的馕香飘满库车乡村。2021年至2023年，库车砌起馕窑足有1200孔。\n"


@pytest.fixture
def project(tmp_path):
    """Return a new project folder; the packaged codebook is taken up again afterwards."""
    yjstats.init(tmp_path / "mine")
    yield tmp_path / "mine"
    take_up(None)


def extend(root: Path, **lists: Mapping[str, str]) -> None:
    """Write a file of one row for each list into a project's own codebook."""
    for name, row in lists.items():
        columns = COLUMNS.get(name) or RULES[name]
        path = root / "data/raw/codebook" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerow(row)


def test_an_article_on_another_city_is_read_compared_and_drawn_by_rows_alone(project):
    extend(project, **ROWS)
    assert yjstats.check(project).empty
    added = yjstats.add(ARTICLE.encode(), "宁波市", "2024-01", root=project)
    (told,) = added.news.to_dict("records")
    assert (told["news"], told["indicator"], told["value"]) == ("new", "livelihood_kilns", 1200)
    row = yjstats.load("extracted", root=project).iloc[0]
    assert (row["city"], row["recipient"], row["unit"]) == ("ningbo", "kuqa", "kiln")
    assert (row["qualifier"], row["low"], row["surface"]) == ("at_least", 1200, "1200孔")
    compared = yjstats.compare("livelihood_kilns", frame=yjstats.load("extracted", root=project))
    assert compared.set_index("city")["value"]["ningbo"] == 1200
    assert yjstats.present(compared).shape[0] == 6
    book = codebook()
    colours = [book.colour(city) for city in book.cities]
    assert len(set(colours)) == len(colours) == 6


def test_the_whole_build_knows_the_city(project):
    extend(project, **ROWS)
    yjstats.add(ARTICLE.encode(), "ningbo", "2024-01", root=project)
    yjstats.build(project)
    for name in ("observations.csv", "candidates.csv"):
        assert ",ningbo,kuqa,livelihood,livelihood_kilns," in (
            project / "data/processed" / name
        ).read_text("utf-8")
    assert yjstats.check(project).empty
    told = run("compare", "livelihood_kilns", "--root", project, "--format", "csv")
    assert "ningbo" in told.stdout


def test_commands_read_by_the_codebook_of_the_project_they_are_given(project, tmp_path):
    extend(project, **ROWS)
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    told = run("extract", tmp_path / "a.txt", "--root", project)
    assert '"livelihood_kilns"' in told.stdout
    assert '"livelihood_kilns"' not in run("extract", tmp_path / "a.txt").stdout


def test_without_rows_of_its_own_a_project_goes_by_the_packaged_codebook(project):
    yjstats.load(root=project)
    packaged = codebook()
    extend(project, **ROWS)
    assert codebook() is packaged
    yjstats.load(root=project)
    assert "ningbo" in codebook().cities
    take_up(None)
    assert codebook() is packaged
    assert "ningbo" not in codebook().cities


def test_an_edited_row_counts_at_the_next_load_and_makes_readings_stale(project):
    extend(project, **ROWS)
    yjstats.load(root=project)
    before = extractor_version()
    extend(project, cities={**ROWS["cities"], "en": "Ning-po"})
    yjstats.load(root=project)
    assert codebook().name("city", "ningbo", "en") == "Ning-po"
    assert extractor_version() != before


def test_a_block_and_another_thread_have_a_codebook_of_their_own(project):
    extend(project, **ROWS)
    with using(project / "data/raw/codebook"):
        assert "ningbo" in codebook().cities
    assert "ningbo" not in codebook().cities
    found = []

    def work() -> None:
        take_up(project / "data/raw/codebook")
        found.append("ningbo" in codebook().cities)

    take_up(None)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [True]
    assert "ningbo" not in codebook().cities


def test_more_words_of_a_group_are_added_to_it(project):
    from yjstats.extraction.rules import rules

    before = rules().cues["planned"]
    extend(project, cues={"cue": "planned", "words": "盼着|预备"})
    yjstats.load(root=project)
    assert rules().cues["planned"] == (*before, "盼着", "预备")


def test_all_faults_are_told_at_once_with_file_and_line(project):
    extend(
        project,
        cities={**ROWS["cities"], "code": "wenzhou"},
        recipients={**ROWS["recipients"], "city": "nowhere"},
        unit_words={"word": "孔", "unit": "kiln", "factor": "many"},
        units={"code": "x y", "zh": "", "en": "x", "dimension": "count"},
        lexicon={**ROWS["lexicon"], "weight": "nan", "with": "@nonsense"},
        approximators={**ROWS["approximators"], "place": "above"},
        periods={"word": "", "start": "2021", "end": ""},
        reasons={"code": "mine"},
        **{"cues": {"cue": " planned", "words": "x"}},
    )
    (project / "data/raw/codebook/mine.csv").write_text("a,b\n", "utf-8")
    told = yjstats.check(project)
    assert {(Path(f).stem, c) for f, c in zip(told["file"], told["check"], strict=True)} >= {
        ("cities", "known_already"), ("recipients", "not_listed"), ("unit_words", "not_listed"),
        ("unit_words", "not_a_number"), ("units", "not_a_code"), ("units", "blank"),
        ("units", "unused"), ("lexicon", "not_listed"), ("lexicon", "not_a_number"),
        ("approximators", "not_listed"), ("periods", "blank"), ("periods", "not_a_date"),
        ("reasons", "not_a_list"), ("cues", "stray_space"), ("mine", "not_a_list"),
    }  # fmt: skip
    assert all(file.startswith("data/raw/codebook/") for file in told["file"])
    assert set(told["line"].dropna()) == {2}
    with pytest.raises(BadData, match="中已有"):
        yjstats.load(root=project)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"code,zh\na,b,c\n", b"", b'"', b"\0"])
def test_a_file_that_is_no_table_is_a_fault_and_no_crash(project, data):
    (project / "data/raw/codebook").mkdir()
    (project / "data/raw/codebook/cities.csv").write_bytes(data)
    assert set(yjstats.check(project)["file"]) == {"data/raw/codebook/cities.csv"}


def test_a_city_that_no_row_has_is_told_with_the_nearest(project):
    with pytest.raises(UnknownName, match="ningbo"):
        yjstats.add(ARTICLE.encode(), "ningbo", "2024-01", root=project)


def test_no_code_knows_a_city():
    package = Path(yjstats.__file__).parent
    names = [row[name] for row in codebook().cities.values() for name in ("code", "zh")]
    found = [
        path.name
        for path in package.rglob("*.py")
        if any(name in path.read_text("utf-8") for name in names)
    ]
    assert found == []
