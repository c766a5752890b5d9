"""What a careful analyst would enter for one sentence: a table, one rule a row."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.extraction.notation import Row, as_told, lines, read_expected
from yjstats.codebook import codebook
from yjstats.extraction.extract import read_text

TABLE = Path(__file__).parent / "sentences.csv"


def rows(table: Path = TABLE) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}: {row.what}")
def test_a_sentence_is_read_as_an_analyst_would_enter_it(row):
    published = date.fromisoformat(row.published) if row.published else None
    wanted = read_expected(row.expected)
    records = read_text(lines(row.text), published)
    assert [one["surface"] for one in records] == [one["surface"] for one in wanted]
    assert [as_told(*pair) for pair in zip(records, wanted, strict=True)] == wanted


def test_every_sentence_has_an_id_and_a_text_of_its_own():
    assert len({row.id for row in ROWS}) == len({row.text for row in ROWS}) == len(ROWS)


def test_the_table_covers_every_kind_of_pattern():
    groups = Counter(row.id.rpartition("-")[0] for row in ROWS)
    assert set(groups) == {
        "numeral", "approximator", "unit", "no-yuan", "no-classifier", "no-statistic", "furniture",
        "period", "measure", "link", "list", "part", "recipient", "broken",
    }  # fmt: skip
    assert groups.total() >= 300


def test_the_table_names_nothing_that_the_codebook_lacks():
    book = codebook()
    wanted = [one for row in ROWS for one in read_expected(row.expected)]
    linked = {one["indicator"] for one in wanted if one.get("indicator")}
    assert linked <= set(book.indicators)
    assert {one["unit"] for one in wanted} <= set(book.units)
    assert len(linked) >= 75
