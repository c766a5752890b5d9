"""A text that is known already: the same, nearly the same, a part of one, or new."""

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import ARTICLE, FUNDS, TITLE
from yjstats.reading.known import jaccard, known_texts, shingles
from yjstats.tables import checksum

PLAIN = "\n".join([TITLE, *ARTICLE])


def test_the_same_text_is_known_by_its_checksum_alone():
    found = known_texts(PLAIN, {"a": checksum(PLAIN), "b": checksum(FUNDS)})
    assert [(known.source_id, known.likeness) for known in found] == [("a", "same")]


def test_nearly_the_same_text_is_known_by_its_words():
    long = PLAIN + "三年里的故事还有许多，说也说不完。" * 3
    other = long.replace("，", ",").replace("清单", "答卷")
    found = known_texts(other, {"a": checksum(long)}, {"a": long, "b": "别的文章。" * 50})
    assert [(known.source_id, known.likeness) for known in found] == [("a", "near")]
    assert 0.8 < found[0].similarity < 1


def test_an_excerpt_is_told_from_a_whole():
    whole = PLAIN + "".join(chr(0x4E00 + n) for n in range(400))
    assert known_texts(PLAIN, {}, {"a": whole})[0].likeness == "part"
    assert known_texts(whole, {}, {"a": PLAIN})[0].likeness == "contains"


def test_a_new_text_and_a_text_too_short_to_tell_are_new():
    assert known_texts(PLAIN, {"a": checksum(FUNDS)}, {"a": "完全不同的内容。" * 30}) == []
    assert known_texts("短文", {}, {"a": "短文。"}) == []


@given(st.text(), st.text())
def test_similarity_is_between_nothing_and_all_and_the_same_both_ways(one, other):
    a, b = shingles(one), shingles(other)
    assert 0 <= jaccard(a, b) == jaccard(b, a) <= 1
    assert not a or jaccard(a, a) == 1
