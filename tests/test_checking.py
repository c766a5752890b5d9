"""Bad data: one clear message a fault, all faults at once, and where each stands."""

import shutil

import pytest

from tests.conftest import ROOT, TEXT, record, source, write_csv
from yjstats import check, load, sources
from yjstats.checking import project_faults
from yjstats.errors import BadData, UsageError
from yjstats.observations import CURATED, observation_id
from yjstats.paths import find_project
from yjstats.registers import ALTERNATIVES, checksum
from yjstats.tables import decode

# What is changed in a valid row, the check that must fire, the column it must name.
BAD_CELLS = [
    ({"city": "venice"}, "not_listed", "city"),
    ({"city": ""}, "blank", "city"),
    ({"indicator": "projects_totl"}, "not_listed", "indicator"),
    ({"unit": "furlong"}, "not_listed", "unit"),
    ({"unit": "person"}, "unit_unlike_indicator", "unit"),
    ({"recipient": "atlantis"}, "not_listed", "recipient"),
    ({"source_id": "nobody"}, "not_listed", "source_id"),
    ({"status": "maybe"}, "not_listed", "status"),
    ({"basis": "sometimes"}, "not_listed", "basis"),
    ({"value": "many"}, "not_a_number", "value"),
    ({"value": "1,230"}, "not_a_number", "value"),
    ({"value": "1e3"}, "not_a_number", "value"),
    ({"value": "NaN"}, "not_a_number", "value"),
    ({"value": "１２３"}, "not_a_number", "value"),
    ({"value": "9" * 400}, "not_a_number", "value"),
    ({"value": ""}, "blank", "value"),
    ({"value": "200"}, "outside_bounds", "value"),
    ({"value": "-5", "low": "-5", "high": "-5"}, "negative", "value"),
    ({"period_end": "9999-12-31"}, "not_a_date", "period_end"),
    ({"low": "130", "high": "120"}, "low_above_high", "low"),
    ({"high": ""}, "bounds_unlike_qualifier", "qualifier"),
    ({"qualifier": "nearly"}, "bounds_unlike_qualifier", "qualifier"),
    ({"period_start": "2023-01-01"}, "reversed_period", "period_start"),
    ({"period_end": ""}, "half_a_period", "period_end"),
    ({"period_end": "2022-02-30"}, "not_a_date", "period_end"),
    ({"period_end": "2022/12/31"}, "not_a_date", "period_end"),
    ({"basis": "point"}, "point_with_span", "period_start"),
    ({"measure": "rate"}, "rate_without_per", "per"),
    ({"per": "year"}, "rate_without_per", "per"),
    ({"indicator": ""}, "no_label", "label"),
    ({"char_start": "x", "obs_id": "o1"}, "not_an_integer", "char_start"),
    ({"char_end": "23"}, "offsets_unlike_surface", "char_end"),
    ({"char_start": "9018", "char_end": "9022"}, "outside_text", "char_end"),
    ({"obs_id": "o000000000000"}, "wrong_id", "obs_id"),
    ({"part_of": "o000000000000"}, "no_such_total", "part_of"),
    ({"status": "conflict"}, "conflict_untold", "obs_id"),
]


@pytest.mark.parametrize(("cells", "kind", "column"), BAD_CELLS)
def test_a_bad_cell_is_named_with_its_line_and_column(make_project, cells, kind, column):
    root = make_project(record(char_start="0", char_end="4"), record(**cells))
    faults = check(root, lang="en")
    fault = faults[faults["check"] == kind].iloc[0]
    assert fault["file"] == "data/raw/curated.csv"
    assert fault["line"] == 3
    assert fault["column"] == column
    assert "curated.csv:3: " in fault["message"]


def test_a_valid_project_has_no_fault(make_project):
    assert check(make_project()).empty


def test_twenty_faults_are_told_at_once(make_project):
    rows = [
        record(value="many", city="venice", char_start=str(n), char_end=str(n + 4))
        for n in range(10)
    ]
    with pytest.raises(BadData) as caught:
        load(root=make_project(*rows))
    assert len(caught.value.faults) == 20
    lines = caught.value.text("en").splitlines()
    assert len(lines) == 21
    assert lines[0] == "faults in the data: 20"
    assert {fault.line for fault in caught.value.faults} == set(range(2, 12))


def test_a_duplicate_names_the_line_of_the_first(make_project):
    faults = check(make_project(record(), record(note="again")), lang="en")
    assert faults[["check", "line"]].to_numpy().tolist() == [["duplicate", 3]]
    assert "line 2" in faults.loc[0, "message"]


def test_the_same_row_under_another_ordinal_is_a_duplicate_too(make_project):
    twin = record(obs_id=observation_id("wenzhou", 18, 22, 1))
    assert check(make_project(record(), twin))["check"].tolist() == ["duplicate_row"]


def test_a_part_of_itself(make_project):
    assert check(make_project(record(part_of=record()["obs_id"])))["check"].tolist() == [
        "part_of_itself"
    ]


def test_parts_that_run_in_a_circle(make_project):
    place = {"char_start": "0", "char_end": "4"}
    first = record(**place, part_of=record()["obs_id"])
    second = record(part_of=first["obs_id"])
    assert check(make_project(first, second))["check"].tolist() == ["part_of_itself"] * 2


def test_an_unreadable_register_does_not_blame_the_rows(make_project):
    root = make_project(record(), record(char_start="0", char_end="4"))
    (root / "data/raw/sources.csv").write_bytes(b"\xff\xff\xff")
    assert check(root)["check"].tolist() == ["undecodable"]


def test_line_numbers_count_the_lines_of_quoted_cells(make_project):
    rows = [record(note="two\nlines", char_start="0", char_end="4"), record(city="venice")]
    assert check(make_project(*rows)).loc[0, "line"] == 4


def test_surface_must_stand_at_its_offsets_where_the_text_is_at_hand(make_project, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "any name.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index("123个")
    good = record(char_start=start, char_end=start + 4)
    bad = record(char_start="0", char_end="4")
    faults = check(make_project(good, bad), folder, "en")
    assert faults[["check", "line", "column"]].to_numpy().tolist() == [["surface", 3, "surface"]]
    assert TEXT[:4] in faults.loc[0, "message"]


def test_a_text_that_was_changed_is_not_taken_for_the_source(make_project, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "wenzhou.txt").write_text(TEXT + "!", encoding="utf-8")
    with pytest.raises(UsageError, match="没有任何一篇来源的原文"):
        check(make_project(record(char_start="0", char_end="4")), folder)


def test_a_missing_folder_of_articles_is_wrong_usage(make_project):
    with pytest.raises(UsageError, match="nowhere"):
        check(make_project(), "nowhere")


# ---------------------------------------------------------------- whole files


def rewrite(root, change):
    path = root / "data/raw/curated.csv"
    path.write_bytes(change(path.read_bytes()))
    return root


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda data: b"", "empty_file"),
        (lambda data: b"\n\n", "empty_file"),
        (lambda data: b"\x80\xff\x00" + data, "undecodable"),
        (lambda data: data.decode().encode("utf-16"), "undecodable"),
        (lambda data: data.replace(b",value,", b",val,", 1), "missing_column"),
        (lambda data: data.replace(b"note\n", b"note,extra\n", 1), "unknown_column"),
        (lambda data: data.replace(b"note\n", b"value\n", 1), "double_column"),
        (lambda data: data + b"a,b,c\n", "ragged"),
        (lambda data: data + b'"never closed', "not_csv"),
        (lambda data: data.replace(b",", b";"), "wrong_separator"),
    ],
)
def test_a_bad_file_is_told(make_project, change, kind):
    assert kind in check(rewrite(make_project(), change))["check"].tolist()


def test_a_missing_file_is_told(make_project):
    root = make_project()
    (root / "data/raw/curated.csv").unlink()
    assert check(root)[["check", "file"]].to_numpy().tolist() == [
        ["missing_file", "data/raw/curated.csv"]
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_utf8_with_or_without_bom_and_gb18030_are_read_alike(make_project, encoding, newline):
    root = make_project(record(note="备注：约数", surface="12\n3"))
    frame = load(root=root)
    rewrite(root, lambda data: data.decode().replace("\n", newline).encode(encoding))
    assert load(root=root).equals(frame)
    assert frame.loc[0, "note"] == "备注：约数"


def test_decode_refuses_what_is_no_text():
    assert decode(b"\xff\xff\xff") is None
    assert decode("甲".encode("gb18030")) == "甲"
    assert decode("甲".encode("utf-8-sig")) == "甲"


# ---------------------------------------------------------------- registers


@pytest.mark.parametrize(
    ("cells", "kind", "column"),
    [
        ({"sha256": "abc"}, "not_a_checksum", "sha256"),
        ({"chars": "-1"}, "not_an_integer", "chars"),
        ({"kind": "rumour"}, "not_listed", "kind"),
        ({"city": "venice"}, "not_listed", "city"),
        ({"published": "2023-01-15"}, "published_unlike_precision", "published"),
        ({"published": "2023-02-30", "published_precision": "day"},
         "published_unlike_precision", "published"),
        ({"covers_start": "2023-01-01"}, "reversed_period", "covers_start"),
        ({"covers_end": "2022-13-01"}, "not_a_date", "covers_end"),
        ({"digest_of": "taizhou"}, "not_listed", "digest_of"),
        ({"kind": "digest"}, "digest_of_what", "digest_of"),
        ({"rights": ""}, "blank", "rights"),
    ],
)  # fmt: skip
def test_a_bad_source_is_told(make_project, cells, kind, column):
    faults = check(make_project(sources=[source(**cells)]))
    assert (kind, column) in set(zip(faults["check"], faults["column"], strict=True))


def test_an_id_that_leaves_the_folder_is_no_id(make_project):
    root = make_project(sources=[source(), source("../../etc/passwd", city="", kind="article")])
    assert "not_a_code" in check(root)["check"].tolist()


def test_a_source_twice(make_project):
    assert "duplicate" in check(make_project(sources=[source(), source()]))["check"].tolist()


def test_a_digest_must_be_the_text_that_its_checksum_names(make_project):
    digest = {"kind": "digest", "city": "wenzhou", "digest_of": "wenzhou", "chars": "2"}
    root = make_project(sources=[source(), source("d-1", sha256=checksum("摘要"), **digest)])
    assert check(root)["check"].tolist() == ["missing_file"]
    (root / "data/raw/articles").mkdir()
    (root / "data/raw/articles/d-1.txt").write_text("摘要。", encoding="utf-8")
    assert check(root)["check"].tolist() == ["text_changed"]
    (root / "data/raw/articles/d-1.txt").write_text("摘要", encoding="utf-8")
    assert check(root).empty


def test_alternatives_must_be_other_readings_of_known_figures(make_project):
    disputed = record(status="conflict")
    told = {"obs_id": disputed["obs_id"], "field": "status", "value": "rejected", "why": "轶事"}
    root = make_project(disputed, alternatives=[told])
    assert check(root).empty
    bad = [
        {**told, "obs_id": "o0"},
        {**told, "field": "colour"},
        {**told, "value": "conflict"},
        {**told, "value": "candidate", "why": ""},
        {**told, "value": "undecided"},
        {**told, "field": "low", "value": "few"},
        {**told, "field": "obs_id", "value": "o1"},
        told,
    ]
    write_csv(root / "data/raw/alternatives.csv", ALTERNATIVES, [told, *bad])
    assert [(f.check, f.line) for f in BadData(project_faults(find_project(root))).faults] == [
        ("no_such_figure", 3), ("not_listed", 4), ("same_reading", 5), ("blank", 6),
        ("not_listed", 7), ("not_a_number", 8), ("not_listed", 9), ("duplicate_row", 10),
    ]  # fmt: skip


def test_sources_are_typed(make_project):
    frame = sources(make_project())
    assert frame.loc[0, "published"] == "2023-01"
    assert bool(frame.loc[0, "published_inferred"])
    assert frame["covers_end"].dtype == "datetime64[ms]"
    assert frame["author"].isna().all()


def test_there_must_be_a_project(tmp_path):
    with pytest.raises(UsageError, match="不是项目文件夹"):
        load(root=tmp_path)


def test_origins(make_project):
    root = make_project()
    assert len(load("curated", root)) == len(load("all", root)) == 1
    assert load("extracted", root).empty
    with pytest.raises(UsageError, match="nonsense"):
        load("nonsense", root)


def test_an_extracted_row_gives_way_to_a_curated_one_that_it_overlaps(make_project):
    from yjstats.observations import NAMES

    root = make_project()
    row = {name: record().get(name, "") for name in NAMES}
    row |= {"origin": "extracted", "status": "candidate", "confidence": "0.9"}

    def at(start):
        place = {"char_start": str(start), "char_end": str(start + 4)}
        return row | place | {"obs_id": observation_id("wenzhou", start, start + 4)}

    path = root / "data/processed/extracted.csv"
    write_csv(path, NAMES, [at(20), at(28)])
    assert load("all", root)["obs_id"].tolist() == [record()["obs_id"], at(28)["obs_id"]]
    assert load("extracted", root)["confidence"].tolist() == [0.9, 0.9]

    write_csv(path, NAMES, [at(28) | {"value": "abc", "city": ""}])
    with pytest.raises(BadData) as caught:
        load("all", root)
    assert [f.text("en").split(": ")[0] for f in caught.value.faults] == [
        "data/processed/extracted.csv:2"
    ]


def test_the_real_data_have_no_fault():
    assert check(ROOT).empty
    assert tuple((ROOT / "data/raw/curated.csv").read_text("utf-8").split("\n", 1)[0].split(",")) \
        == CURATED  # fmt: skip


def test_the_real_surfaces_stand_at_their_offsets(articles, tmp_path):
    assert check(ROOT, articles).empty
    # and the check can fail: one offset moved by one is found
    root = tmp_path / "copy"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    path = root / "data/raw/curated.csv"
    path.write_text(path.read_text("utf-8").replace(",123个,109,113,", ",123个,110,114,"), "utf-8")
    assert "surface" in check(root, articles)["check"].tolist()
