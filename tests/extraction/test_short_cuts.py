"""Every short cut reads what a plain way reads: patterns, words, contexts, nouns, clauses."""

import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.extraction.test_sentences import ROWS
from yjstats.extraction import mentions, numerals, quantities, spoken
from yjstats.extraction.alternation import alternation
from yjstats.extraction.clauses import Setting, setting_of
from yjstats.extraction.contexts import FROZEN, refusing
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.extract import read_text
from yjstats.extraction.groups import any_of, told_plainly, told_with_gap
from yjstats.extraction.kinds import FURNITURE, _furniture, _is_code
from yjstats.extraction.lexicon import shelf
from yjstats.extraction.lines import _NARROW, narrow
from yjstats.extraction.linking import LEAST, Link, _score, link
from yjstats.extraction.moments import Clock
from yjstats.extraction.nouns import best_noun, standing
from yjstats.extraction.numeral_at import run_pattern
from yjstats.extraction.numerals import LONGEST, parse
from yjstats.extraction.page import Page, read_page
from yjstats.extraction.quantities import find_quantities, spoken_at
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Context, Entry, rules
from yjstats.extraction.scanning import scan
from yjstats.extraction.shares import tenths_at
from yjstats.extraction.spans import until_before
from yjstats.extraction.terms import Calendar, calendar
from yjstats.extraction.time_patterns import plan_heads, plan_pattern, time_heads, time_pattern
from yjstats.extraction.times import Time, find_times

BOOK = rules()
TEXTS = [row.text for row in ROWS]
WORDS = st.lists(st.text("甲乙丙丁(.", min_size=1, max_size=4), max_size=12)

OF_TIME = (
    *"0123456789〇零一二两三四五六七八九十百千几数半多余来个年月日号时分秒天周季度期间内里中底末初份旬的第届",
    *"上下前去今当本这那近最全同截至到自从以起后连续长达历为隔用仅只过往世纪载春秋星小学",
    *",。:.-~—/ “”", *BOOK.relative_years, *BOOK.cues["now"], *BOOK.cues["lately"],
    *BOOK.cues["years_of"],
    *BOOK.periods, "以来", "期间", "2022年", "2020-12-31", "三年来", "123456789012年", "1.5小时",
)  # fmt: skip


def matches(pattern: "re.Pattern[str]", text: str) -> list[tuple[int, int, str | None]]:
    return [(*one.span(), one.lastgroup) for one in pattern.finditer(text)]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(OF_TIME), max_size=30).map("".join))
def test_times_are_found_wherever_a_plain_search_finds_them(text):
    for pattern, heads in ((time_pattern(), time_heads()), (plan_pattern(), plan_heads())):
        found = [(*one.span(), one.lastgroup) for one in scan(pattern, heads, text)]
        assert found == matches(pattern, text)


@pytest.mark.parametrize("word", [*BOOK.relative_years, *BOOK.cues["now"], *BOOK.cues["lately"]])
def test_every_word_of_time_is_found_alone(word):
    found = [one.group() for one in scan(time_pattern(), time_heads(), f"，{word}，")]
    assert found == [one.group() for one in time_pattern().finditer(f"，{word}，")]


@given(st.lists(st.sampled_from([*"0123456789,.翻番倍了多余几来", *sorted(BOOK.chinese)])))
def test_runs_of_numerals_are_those_of_a_plain_pattern(parts):
    chinese, inside = "".join(sorted(BOOK.chinese)), "".join(sorted(BOOK.inside))
    arabic = r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
    mixed = r"(?<=[万亿千百])[0-9]{1,4}(?:\.[0-9]+)?(?=[万千百十])"
    plain = re.compile(
        rf"(?:{arabic}|[{chinese}])(?:[{chinese}{inside}]|{mixed}){{0,{LONGEST}}}"
        "|翻(?=了?[一二两三四五六七八九0-9]?[番倍])"
    )
    text = "".join(parts)
    assert matches(run_pattern(), text) == matches(plain, text)


@given(WORDS, st.text("甲乙丙丁戊(.", max_size=30))
def test_words_that_share_a_beginning_match_as_a_list_of_them_does(words, text):
    plain = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)) or "(?!)"
    assert matches(re.compile(alternation(words)), text) == matches(re.compile(plain), text)


@pytest.mark.parametrize("cue", sorted(BOOK.cues))
def test_a_group_of_words_is_found_by_any_of_them(cue):
    for text in TEXTS:
        assert tells(BOOK, cue, text) == any(word in text for word in BOOK.cues[cue])
        assert tells_any(BOOK, (cue, "planned"), text) == (
            tells(BOOK, cue, text) or tells(BOOK, "planned", text)
        )
    assert all(tells(BOOK, cue, word) for word in BOOK.cues[cue])


@given(
    st.text("0123456789", min_size=1, max_size=17),
    st.text("0123456789", max_size=4),
    st.sampled_from(["", "万", "亿"]),
)
def test_an_arabic_numeral_is_read_as_the_long_way_reads_it(whole, part, size):
    text = f"{whole}.{part}{size}" if part else whole + size
    assert parse(text, BOOK) == numerals._parse(text, BOOK)


@given(st.text("，；：。！？\n\t　４％—〜a甲1,:;", max_size=40))
def test_signs_are_narrowed_one_for_one_and_clauses_end_at_them(text):
    page = read_page(text)
    assert narrow(text) == text.translate(str.maketrans(_NARROW))
    for place in range(len(page.text) + 1):
        for least in (0, place // 2):
            plain = max(page.text.rfind(mark, least, place) for mark in ",;:。!?\n") + 1
            assert page.opening(place, least) == max(plain, least)
        for past in ("", ":"):
            ends = [page.text.find(mark, place) for mark in ",;:。!?\n" if mark not in past]
            plain = min((end for end in ends if end >= 0), default=len(page.text))
            assert page.closing(place, len(page.text), past) == plain


def places(text: str) -> list[tuple[Quantity, Setting, str]]:
    page = read_page(text)
    found = find_quantities(page.text, BOOK)
    return [
        (one, setting_of(found, number, page, BOOK), page.text) for number, one in enumerate(found)
    ]


def refusing_plainly(quantity: Quantity, setting: Setting, text: str) -> Context | None:
    before, clause = setting.lead[-24:], setting.clause
    bare = quantity.end - len(quantity.word)
    lead = before[: len(before) - (quantity.start - quantity.left)]
    for one in BOOK.contexts:
        if one.units and quantity.unit not in one.units:
            continue
        if one.why == FROZEN and quantity.large and bare - quantity.start > 1:
            continue
        if one.form not in ("", quantity.form) or any(word in clause for word in one.without):
            continue
        if one.before and not (lead.endswith(one.before) or before.endswith(one.before)):
            continue
        if one.numeral and not text.startswith(one.numeral, bare):
            continue
        if one.after and not text.startswith(one.after, quantity.end):
            continue
        if not one.near or any(word in clause for word in one.near):
            return one
    return None


def test_the_first_context_that_refuses_is_found():
    refused = 0
    for text in TEXTS:
        for quantity, setting, whole in places(text):
            plain = refusing_plainly(quantity, setting, whole)
            told = refusing(
                quantity, quantity.unit, setting.lead[-24:], setting.clause, whole, BOOK
            )
            assert told == plain
            refused += told is not None
    assert refused > 50


def test_every_entry_whose_noun_stands_in_the_sentence_is_found_with_its_best_noun():
    known = [(unit, shelf(BOOK, unit)) for unit in BOOK.lexicon]
    found = 0
    for text in TEXTS:
        for _, setting, _ in places(text):
            for _, some in known:
                plain = {
                    number: best_noun(line.entry.nouns, setting, BOOK)
                    for number, line in enumerate(some.lines)
                }
                placed = standing(some, setting, BOOK)
                assert placed == {key: noun for key, noun in plain.items() if noun is not None}
                found += len(placed)
    assert found > 1000


def linked_plainly(unit: str, setting: Setting) -> Link | None:
    """Try every entry: the best of an indicator counts, of equals the indicator found first."""
    best: dict[str, Link] = {}
    for line in shelf(BOOK, unit).lines:
        noun = best_noun(line.entry.nouns, setting, BOOK)
        found = None if line.entry.nouns and noun is None else _score(line, noun, setting, BOOK)
        if found and (found.indicator not in best or found.score > best[found.indicator].score):
            best[found.indicator] = found
    most = max(best.values(), key=lambda one: one.score, default=None)
    return most if most and most.score >= LEAST else None


def test_the_link_is_that_of_trying_every_entry():
    found = 0
    for text in TEXTS:
        for quantity, setting, _ in places(text):
            for unit in {quantity.unit, "person", "CNY", "item", "project"} & BOOK.lexicon.keys():
                told = link(unit, setting, BOOK)
                assert told == linked_plainly(unit, setting)
                found += told is not None
    assert found > 500


def test_of_indicators_that_score_the_same_the_first_that_fits_counts():
    def entry(indicator: str, noun: str, weight: float) -> Entry:
        return Entry(indicator, (noun,), (), (), weight, "")

    setting = places("培训医生教师20名。")[0][1]
    weak, strong, late = entry("a", "医生", 3.0), entry("b", "教师", 4.0), entry("a", "教师", 4.0)
    for entries, indicator in (((weak, strong, late), "a"), ((strong, late, weak), "b")):
        book = replace(BOOK, lexicon={"person": entries})
        told = link("person", setting, book)
        assert told is not None
        assert (told.indicator, told.words) == (indicator, ("教师",))


def test_what_stands_beside_a_number_stands_in_its_clause_and_sentence():
    for text in TEXTS:
        for _, setting, _ in places(text):
            assert setting.before[-12:] in setting.clause
            assert setting.clause in setting.sentence
            assert setting.sentence in setting.whole


@given(
    st.text("年A+_-:./@ 12", max_size=4),
    st.text("年A+_-:./@ 12人", max_size=4),
)
def test_a_code_is_told_by_the_signs_beside_a_number(before, after):
    text = f"{before}37{after}"
    found = [one for one in find_quantities(text, BOOK) if text[one.start : one.end][:2] == "37"]
    for one in found:
        ahead = re.search(r"[A-Za-z+＋_/\\@#&=$]$|[0-9][-:./]$", before)
        behind = re.match(r"[+＋_/\\@#&=A-Za-z$]|[-:./][0-9A-Za-z]", text[one.end :])
        assert _is_code(one, before, text) == bool(ahead or (behind and not one.word))


@given(
    st.lists(st.sampled_from([*BOOK.boilerplate[:8], "\n", "。", "甲" * 20, "乙，"])).map("".join)
)
def test_furniture_begins_with_its_first_word_and_such_words_make_up_much_of_it(text):
    page = read_page(text)
    found = _furniture(page, BOOK)
    for place, paragraph in enumerate(page.paragraphs):
        mine = [n for n, sentence in enumerate(page.sentences) if sentence.paragraph == place]
        told = [any(word in page.text[slice(*page.sentences[n][:2])] for word in BOOK.boilerplate)
                for n in mine]  # fmt: skip
        first = mine[told.index(True)] if any(told) else mine[-1] + 1
        rest = page.text[page.sentences[first].start : paragraph.end] if any(told) else ""
        marks = sum(word in rest for word in BOOK.boilerplate)
        large = 0 < len(rest) <= FURNITURE * min(marks, 6)
        assert [n in found for n in mine] == [large and n >= first for n in mine]


@given(st.lists(st.sampled_from([*"一二三五八十百千万3点成半余年", "亿元", "甲"])).map("".join))
def test_a_share_in_tenths_or_a_spoken_decimal_has_its_sign_right_behind_the_run(text):
    for match in run_pattern().finditer(text):
        if text[match.end() : match.end() + 1] not in ("成", "点"):
            assert tenths_at(text, match.start(), BOOK) is None
            assert spoken_at(text, match.start(), BOOK) is None


def until_plainly(quantity: Quantity, page: Page, book: Calendar) -> Time | None:
    sentence = page.sentences[page.sentence(quantity.start)]
    part = max(page.text.rfind(";", sentence.start, quantity.start), sentence.start)
    before = [one for one in book.times if part <= one.start < quantity.start]
    return next((one for one in reversed(before) if one.kind == "until"), None)


def test_the_end_of_a_span_to_date_stands_in_the_figures_own_part_of_its_sentence():
    found = 0
    parts = ["截至2022年底，", "2021年1月至今，", "培训20名", "；", "。", "，"]
    texts = ["".join(random.Random(seed).choices(parts, k=12)) for seed in range(200)]
    for text in texts:
        page = read_page(text)
        clock = Clock(date(2023, 3, 1), date(2023, 3, 1))
        times = find_times(page.text, clock, BOOK)
        some = [one for one in find_quantities(page.text, BOOK) if one.word == "名"]
        days = calendar(page, times, some, clock, BOOK)
        for number, one in enumerate(some):
            setting = setting_of(some, number, page, BOOK)
            told = until_before(one, setting, page, days)
            assert told == until_plainly(one, page, days)
            found += told is not None
    assert found > 20


def test_a_group_with_a_gap_tells_as_much_as_when_every_place_is_looked_at():
    groups = {
        group for unit in BOOK.lexicon for line in shelf(BOOK, unit).lines for group in line.groups
        if not group.plain
    }  # fmt: skip
    told = 0
    for text in TEXTS:
        for _, setting, _ in places(text):
            looks = (setting.before, setting.after, setting.clause, setting.sentence, setting.topic)
            for group in groups:
                within = {"=": 2, "!": 3}.get(group.where, 5)
                words = [any_of(group.words, place, BOOK) for place in looks[:within]]
                found = told_with_gap(group, setting, BOOK)
                assert (found[1] if found else "") == next(filter(None, words), "")
                told += found is not None
    assert told > 20


def test_a_group_tells_as_much_as_when_every_place_is_looked_at():
    groups = {
        group for unit in BOOK.lexicon for line in shelf(BOOK, unit).lines for group in line.groups
        if group.plain
    }  # fmt: skip
    for text in TEXTS[::5]:
        for _, setting, _ in places(text):
            for group in groups:
                assert told_plainly(group, setting, BOOK) == told_with_gap(group, setting, BOOK)


def test_a_text_is_read_without_pandas_and_without_a_dictionary_that_it_does_not_need():
    code = (
        "import sys; from yjstats.extraction.extract import read_text;"
        "print(len(read_text('甲市安排援疆资金3亿元。')), {'pandas', 'jieba'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, text=True,
                          capture_output=True)  # fmt: skip
    assert told.stdout.strip() == "1 set()"


def statistics(text: str) -> list[dict[str, object]]:
    every = read_text(text, date(2023, 1, 12), all_mentions=True)
    return [
        {key: value for key, value in one.items() if key != "kind"}
        for one in every
        if one["kind"] == "statistic"
    ]


@given(
    st.lists(
        st.sampled_from(
            ["2022年", "5月3日", "“十百千”", "“3万元”", "三年来", "3000万", "、", "，", "。",
             "200户", "\n", "投入3亿元", "第十批", "培训教师20名", "5个月", "《两山》", "至", "多"]
        ), max_size=16,
    ).map("".join)
)  # fmt: skip
def test_statistics_alone_are_those_among_all_numbers(text):
    assert read_text(text, date(2023, 1, 12)) == statistics(text)


@pytest.mark.parametrize("many", [0, 3, 10**6])
def test_statistics_alone_are_those_among_all_numbers_of_long_texts_too(monkeypatch, many):
    text = "\n".join(TEXTS)
    plain = statistics(text)
    monkeypatch.setattr(quantities, "MANY", many)
    assert read_text(text, date(2023, 1, 12)) == plain


@given(st.lists(st.sampled_from([*"12 ，甲", "123", "000"])).map("".join))
def test_thousands_are_joined_only_where_a_space_parts_digits(text):
    plain = spoken._THOUSANDS.search(text)
    assert plain is None or spoken._BETWEEN.search(text) is not None


@pytest.mark.parametrize("together", [1, 2, 7])
def test_numbers_read_together_are_read_as_one_after_the_other(monkeypatch, together):
    text = "\n".join(TEXTS)
    plain = read_text(text, date(2023, 1, 12), all_mentions=True)
    monkeypatch.setattr(mentions, "TOGETHER", together)
    assert len(plain) > mentions.TOGETHER
    assert read_text(text, date(2023, 1, 12), all_mentions=True) == plain
