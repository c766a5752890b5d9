"""A file is written whole or not at all."""

import os
import stat

import pytest

from yjstats.errors import YjstatsError
from yjstats.writing import replacing, write_text


def test_a_new_file_is_made_with_its_folder(tmp_path):
    path = tmp_path / "a" / "b.csv"
    write_text(path, "甲,1\r\n")
    assert path.read_bytes() == "甲,1\r\n".encode()


def test_where_the_writer_fails_the_old_file_stays_and_nothing_is_left_behind(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")

    def fail():
        with replacing(path) as part:
            part.write_text("half")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fail()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_an_equal_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    write_text(path, "same")
    os.utime(path, (1, 1))
    write_text(path, "same")
    assert path.stat().st_mtime == 1


def test_the_file_has_the_usual_permissions_and_not_those_of_a_temporary_one(tmp_path):
    path = tmp_path / "a.csv"
    write_text(path, "x")
    plain = tmp_path / "plain.csv"
    plain.write_text("x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_folder_in_the_way_is_one_clear_error(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(YjstatsError) as caught:
        write_text(tmp_path / "a.csv", "x")
    assert "a.csv" in caught.value.text("en")
    assert caught.value.text("en").startswith("cannot write")


def test_a_link_stays_a_link_to_what_is_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real" / "a.csv")
    write_text(tmp_path / "link.csv", "x")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real" / "a.csv").read_text() == "x"


def test_a_file_where_a_folder_should_be_is_one_clear_error(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(YjstatsError, match="无法写入"):
        write_text(tmp_path / "a" / "b.csv", "x")
