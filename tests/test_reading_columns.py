"""Where the characters of a page stand, and the order in which they are read: geometry alone."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import Placed
from yjstats.reading.pdf_columns import blocks
from yjstats.reading.pdf_lines import Char, Segment, segments


def place(text: str, x: float, y: float, size: float = 10) -> list[Char]:
    return [
        Char(letter, x + size * n, y, x + size * (n + 1), y + size) for n, letter in enumerate(text)
    ]


def test_a_character_drawn_twice_to_look_bold_is_read_once():
    bold = [Char(c.text, c.x0 + 0.4, c.y0, c.x1 + 0.4, c.y1) for c in place("1900余人", 0, 0)]
    assert [part.text for part in segments([*place("1900余人", 0, 0), *bold])] == ["1900余人"]


def test_a_line_set_downwards_is_one_line():
    page = [c for n, letter in enumerate("山海情深") for c in place(letter, 0, 24 * n, 20)]
    page += [c for n in range(6) for c in place("右边是正文的一行字", 60, 16 * n)]
    found = blocks(segments(page))
    assert [part.text for part in found[0].parts] == list("山海情深")
    assert found[0].downwards


PARTS = st.lists(
    st.builds(
        lambda x, y, w, h: Segment("字", x, y, x + w, y + h),
        st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(0.1, 500), st.floats(0.1, 99),
    ),
    max_size=40,
)  # fmt: skip


@given(PARTS)
def test_no_part_of_a_page_is_lost_or_read_twice(parts):
    read = [part for block in blocks(parts) for part in block.parts]
    assert sorted(read, key=repr) == sorted(parts, key=repr)


LINES = st.builds(
    place, st.text("甲乙丙1", min_size=1, max_size=9),
    st.floats(0, 600), st.floats(0, 800), st.floats(5, 40),
)  # fmt: skip


@given(st.lists(LINES, max_size=9))
def test_every_character_of_a_page_is_in_a_segment(lines_of_page):
    chars = [char for line in lines_of_page for char in line]
    found = "".join(part.text.replace(" ", "") for part in segments(chars))
    assert len(found) <= len(chars)
    assert {*found} == {char.text for char in chars}
    assert all(math.isfinite(part.width) for part in segments(chars))


def spread(text: str, x: float, y: float, width: float) -> list[Placed]:
    """Set a line to a width, its characters apart."""
    step = (width - 10) / (len(text) - 1)
    return [(x + step * n, y, 10, c) for n, c in enumerate(text)]


def test_a_line_that_is_set_to_its_width_has_no_spaces_in_it():
    line = [Char(c, x, y, x + z, y + z) for x, y, z, c in spread("投入资金四亿元整", 0, 0, 110)]
    assert [part.text for part in segments(line)] == ["投入资金四亿元整"]


def test_no_gap_tears_a_number():
    line = [*place("投入1", 0, 0), *place(".", 31, 0, 3), *place("62亿", 38, 0)]
    line = [Char(c.text, c.x0, 0, c.x1, 10) for c in line]
    assert [part.text for part in segments(line)] == ["投入1.62亿"]
