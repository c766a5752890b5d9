"""Many documents: each is read once, in order, by whomever; what is finished stays finished."""

import gzip
import json
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests import documents as made
from tests.conftest import MakeProject
from tests.corpus_maker import documents, lines, score, write
from yjstats import extract, extract_corpus
from yjstats.corpus import unread
from yjstats.corpus.engines import AHEAD, read_parts
from yjstats.corpus.kept import parts_folder
from yjstats.corpus.manner import manner_of
from yjstats.corpus.parts import parts_of
from yjstats.corpus.unread import Unread
from yjstats.errors import UsageError, YjstatsError
from yjstats.reading.limits import Limits

COUNT = 160
PART = 16
GOOD = {
    "id": "good",
    "text": "2023年，甲市实施援疆项目45个。",
    "date": "2024-01-31",
    "city": "温州",
}


class CutOffError(Exception):
    """What ends a run in its middle."""


def cut_off_after(parts: int):
    """Return a `tell` that ends the run once so many parts are finished."""
    left = [parts]

    def tell(*_):
        left[0] -= 1
        if not left[0]:
            raise CutOffError

    return tell


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write(COUNT, folder / "news.jsonl", folder / "truth.jsonl")
    return folder / "news.jsonl"


@pytest.fixture(scope="module")
def read(corpus) -> Path:
    """The readings of the corpus, read in this process."""
    out = corpus.with_name("readings.jsonl")
    extract_corpus(corpus, out, part=PART)
    return out


def listed(out: Path) -> list[dict]:
    return list(lines(out.with_suffix(".documents.jsonl")))


# ---------------------------------------------------------------- what is read


def test_the_readings_are_what_the_texts_were_made_to_say(corpus, read):
    told = score(lines(read), lines(corpus.with_name("truth.jsonl")))
    assert {name for name, share in told.items() if share < 1} <= {"period_start", "period_end"}
    assert min(told.values()) > 0.85


def test_every_document_is_listed_once_and_in_order_with_its_checksum_and_its_figures(corpus, read):
    given = list(lines(corpus))
    entries = listed(read)
    assert [entry["source_id"] for entry in entries] == [document["id"] for document in given]
    assert [entry["chars"] for entry in entries] == [len(document["text"]) for document in given]
    assert sum(entry["statistics"] for entry in entries) == sum(1 for _ in lines(read))
    assert {entry["fault"] for entry in entries} == {None}


def test_one_by_one_the_texts_have_the_same_readings(corpus, read):
    of = pd.read_json(read, lines=True, dtype={"source_id": str})
    for document in list(lines(corpus))[:20]:
        alone = extract(document["text"], document["date"], document["city"])
        together = of[of["source_id"] == document["id"]]
        assert together["char_start"].tolist() == alone["char_start"].tolist()
        assert together["indicator"].tolist() == alone["indicator"].tolist()


@pytest.mark.parametrize("part", [7, 1000])
def test_the_size_of_a_part_does_not_show(corpus, read, tmp_path, part):
    extract_corpus(corpus, tmp_path / "out.jsonl", part=part)
    assert (tmp_path / "out.jsonl").read_bytes() == read.read_bytes()


def test_several_processes_give_the_same_bytes(corpus, read, tmp_path):
    done = extract_corpus(corpus, tmp_path / "out.jsonl", jobs=2, part=PART)
    assert (tmp_path / "out.jsonl").read_bytes() == read.read_bytes()
    assert listed(tmp_path / "out.jsonl") == listed(read)
    assert done.counts.documents == COUNT


def test_no_more_parts_are_taken_than_may_be_under_way():
    taken = 0

    def endless():
        nonlocal taken
        for number in range(40):
            taken += 1
            yield Unread(f"{number}", f"{number}", "text", b"\xe7\x94\xb2", 1)

    manner = manner_of(None, "", False, None)
    given = 0
    for _ in read_parts(parts_of(endless(), 1), manner, lambda _: None, jobs=2):
        given += 1
        assert taken - given <= 2 * AHEAD
    assert given == 40


# ---------------------------------------------------------------- where documents lie


def test_lines_packed_lines_rows_and_files_hold_the_same(tmp_path):
    given = [document for document, _ in documents(20)]
    text = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in given)
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "c.parquet", row_group_size=6)
    (tmp_path / "d").mkdir()
    for document in given:
        (tmp_path / "d" / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
    values = []
    for name in ("a.jsonl", "b.jsonl.gz", "c.parquet", "d", "d/*.txt"):
        out = tmp_path / "out.jsonl"
        done = extract_corpus(tmp_path / name, out)
        assert done.counts.documents == 20
        values.append([(one["char_start"], one["value"], one["indicator"]) for one in lines(out)])
    assert all(one == values[0] for one in values)


def test_a_folder_is_read_with_all_below_it_by_the_reader_of_each_file(tmp_path):
    folder = tmp_path / "news"
    (folder / "2023" / ".hidden").mkdir(parents=True)
    (folder / "2023" / "a.txt").write_bytes("建成学校12所。\r\n".encode("gb18030"))
    body = "".join(made.paragraph(text) for text in made.ARTICLE)
    (folder / "b.docx").write_bytes(made.docx(body))
    (folder / "c.jsonl").write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    (folder / "2023" / ".hidden" / "x.txt").write_text("12所学校", encoding="utf-8")
    (folder / "notes.csv").write_text("12所学校", encoding="utf-8")
    out = folder / "out.jsonl"  # lies in the folder that is read, and is never read itself
    for _ in range(2):
        extract_corpus(folder, out)
        names = [entry["source_id"] for entry in listed(out)]
        assert names == ["b.docx", "good", "2023/a.txt"]
        shutil.copy(out, tmp_path / "first.jsonl")
        (tmp_path / "list").write_bytes(out.with_suffix(".documents.jsonl").read_bytes())
        assert {one["source_id"] for one in lines(out)} == set(names)
        out.with_suffix(".documents.jsonl").unlink()
        extract_corpus(folder, out)
        assert out.read_bytes() == (tmp_path / "first.jsonl").read_bytes()


def test_what_is_not_there_is_named_before_anything_is_read(tmp_path):
    names = [tmp_path / "nowhere", tmp_path / "*.jsonl"]
    with pytest.raises(YjstatsError) as caught:
        extract_corpus(names, tmp_path / "out.jsonl")
    assert all(str(name) in caught.value.text("en") for name in names)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="txt"):
        extract_corpus(tmp_path / "empty", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


# ---------------------------------------------------------------- documents that cannot be read


def test_bad_documents_are_told_and_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(unread, "LIMITS", Limits(size=400))
    folder = tmp_path / "bad"
    folder.mkdir()
    rows = [
        json.dumps(GOOD).encode(), b"{", b"[1]", b'{"id": "x"}', b'{"id": "x", "text": 3}',
        b'{"text": " "}', b'{"text": "a", "date": "31/1/2024"}', b'{"text": "' + b"x" * 999 + b'"}',
        b'{"text": "\\ud800 12\\u4eba", "id": 7, "date": "2024-01", "city": "\\udfff"}',
        b"\xff", b"",
        json.dumps(GOOD).encode(),
    ]  # fmt: skip
    (folder / "a.jsonl").write_bytes(b"\n".join(rows))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join(rows[:1] * 999))[:60])
    (folder / "c.parquet").write_bytes(b"PAR1 and no more")
    (folder / "d.txt").write_bytes(b"\xff\xfe\x00\x01")
    (folder / "e.docx").write_bytes(b"PK\x03\x04 and no more")
    pq.write_table(pa.table({"body": ["甲"]}), folder / "f.parquet")
    told = []
    out = tmp_path / "out.jsonl"
    done = extract_corpus(folder, out, tell=lambda _, bad: told.extend(bad))
    faults = [(Path(entry["place"]).name, entry["fault"]) for entry in listed(out)]
    assert faults == [
        ("a.jsonl:1", None), ("a.jsonl:2", "not_a_record"), ("a.jsonl:3", "not_a_record"),
        ("a.jsonl:4", "no_text_field"), ("a.jsonl:5", "no_text_field"), ("a.jsonl:6", "no_text"),
        ("a.jsonl:7", "bad_day"), ("a.jsonl:8", "too_large"), ("a.jsonl:9", None),
        ("a.jsonl:10", "not_a_record"), ("a.jsonl:12", None), ("b.jsonl.gz", "damaged"),
        ("c.parquet", "damaged"), ("d.txt", "undecodable"), ("e.docx", "damaged_docx"),
        ("f.parquet:1", "no_text_field"),
    ]  # fmt: skip
    assert [entry["fault"] for entry in told] == [why for _, why in faults if why]
    assert (done.counts.documents, done.counts.faults) == (16, 13)
    assert [one["source_id"] for one in lines(out)] == ["good", "7", "good"]


def test_a_document_on_which_the_program_fails_is_one_fault(tmp_path, monkeypatch):
    from yjstats.extraction import extract as module

    def fails(text, *rest):
        if "!" in text:
            raise KeyError(text)
        return []

    monkeypatch.setattr(module, "read_text", fails)
    rows = [{"id": name, "text": name} for name in ("a", "!", "b")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = extract_corpus(tmp_path / "a.jsonl", tmp_path / "out.jsonl")
    assert done.counts.faults == 1
    assert [entry["fault"] for entry in listed(tmp_path / "out.jsonl")] == [None, "failed", None]


# ---------------------------------------------------------------- a run that is cut off


def test_a_run_that_was_cut_off_goes_on_where_it_was(corpus, read, tmp_path):
    out = tmp_path / "out.jsonl"
    with pytest.raises(CutOffError):
        extract_corpus(corpus, out, part=PART, tell=cut_off_after(4))
    assert not out.exists()
    done = extract_corpus(corpus, out, part=PART, jobs=2)
    assert done.kept.documents == 4 * PART
    assert done.counts.documents == COUNT
    assert out.read_bytes() == read.read_bytes()
    assert not parts_folder(out).exists()


def test_only_parts_whose_documents_changed_are_read_again(tmp_path):
    rows = [document for document, _ in documents(40)]
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(CutOffError):
        extract_corpus(path, out, part=10, tell=cut_off_after(3))
    rows[15] = GOOD
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = extract_corpus(path, out, part=10)
    assert done.kept.documents == 20
    assert [entry["source_id"] for entry in listed(out)][15] == "good"


def test_parts_read_in_another_manner_are_not_used_and_that_is_told(corpus, read, tmp_path):
    out = tmp_path / "out.jsonl"
    with pytest.raises(CutOffError):
        extract_corpus(corpus, out, part=PART, all_mentions=True, tell=cut_off_after(2))
    done = extract_corpus(corpus, out, part=PART)
    assert (done.kept.documents, done.stale) == (0, 2)
    assert out.read_bytes() == read.read_bytes()


def test_a_part_that_is_not_whole_is_read_again(corpus, read, tmp_path):
    out = tmp_path / "out.jsonl"
    with pytest.raises(CutOffError):
        extract_corpus(corpus, out, part=PART, tell=cut_off_after(3))
    first, second, third = sorted(parts_folder(out).glob("*/[0-9]*.part"))
    first.write_bytes(first.read_bytes()[:-9])
    second.write_bytes(b"")
    third.write_bytes(third.read_bytes().replace("援疆".encode(), "支边".encode(), 1))
    done = extract_corpus(corpus, out, part=PART)
    assert done.kept.documents == 0
    assert out.read_bytes() == read.read_bytes()


# ---------------------------------------------------------------- forms and projects


def test_a_parquet_file_has_the_columns_and_types_of_the_frame(corpus, read, tmp_path):
    done = extract_corpus(corpus, tmp_path / "out.parquet", part=PART)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.num_rows == done.counts.statistics
    assert str(table.schema.field("period_end").type) == "date32[day]"
    rows = table.to_pylist()
    for row, line in zip(rows, lines(read), strict=True):
        days = {
            name: row[name] and row[name].isoformat() for name in ("period_start", "period_end")
        }
        assert row | days == line


def test_csv_of_many_parts_is_that_of_one(corpus, tmp_path):
    for name, part in (("a.csv", 10), ("b.csv", 1000)):
        extract_corpus(corpus, tmp_path / name, part=part, all_mentions=True)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert pd.read_csv(tmp_path / "a.csv")["kind"].isin(["statistic", "time"]).any()


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xlsx", "a.jsonl"])
def test_texts_without_a_number_make_an_empty_table(tmp_path, name):
    (tmp_path / "a.txt").write_text("没有数字。", encoding="utf-8")
    extract_corpus([tmp_path / "a.txt"], tmp_path / name)
    if name.endswith(".parquet"):
        assert pd.read_parquet(tmp_path / name).empty
    elif name.endswith(".xlsx"):
        assert pd.read_excel(tmp_path / name).empty
    elif name.endswith(".csv"):
        assert pd.read_csv(tmp_path / name).empty
    else:
        assert not (tmp_path / name).read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_process_reads_by_the_project_s_own_codebook(
    make_project: MakeProject, tmp_path, jobs
):
    root = make_project()
    own = root / "data" / "raw" / "codebook"
    own.mkdir(parents=True)
    (own / "cities.csv").write_text(
        "code,zh,pinyin,en\nyuncheng,云城,Yúnchéng,Yuncheng\n", encoding="utf-8"
    )
    rows = [GOOD | {"id": f"{number}", "city": "云城"} for number in range(4)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    extract_corpus(tmp_path / "a.jsonl", out, root=root, jobs=jobs, part=1)
    assert [one["city"] for one in lines(out)] == ["yuncheng"] * 4


def test_a_registered_text_needs_neither_date_nor_city(make_project: MakeProject, tmp_path):
    from tests.conftest import TEXT

    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    extract_corpus(tmp_path / "a.jsonl", tmp_path / "out.jsonl", root=make_project())
    (entry,) = listed(tmp_path / "out.jsonl")
    assert (entry["published"], entry["city"]) == ("2023-01-31", "wenzhou")


@pytest.mark.parametrize("options", [{"jobs": 0}, {"jobs": 2, "scheduler": "x"}, {"form": "xml"}])
def test_what_cannot_be_meant_is_a_usage_error(corpus, tmp_path, options):
    with pytest.raises(UsageError):
        extract_corpus(corpus, tmp_path / "out.jsonl", **options)
