"""The line that tells when and where an article appeared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjstats.reading.datelines import find_date, parse_dateline


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2024-01-30 10:49:23 来源:某县融媒体中心",
         {"published": "2024-01-30", "publisher": "某县融媒体中心"}),
        ("2023年04月12日08:16 | 来源：某网-某频道",
         {"published": "2023-04-12", "publisher": "某网-某频道"}),
        ("发布时间：2023/4/2 浏览次数：12 来 源：某报 作者：张三 李四 字号：[ 大 中 小 ]",
         {"published": "2023-04-02", "publisher": "某报", "author": "张三 李四"}),
        ("来源：某报 发布日期：2023-12-31", {"published": "2023-12-31", "publisher": "某报"}),
        ("2023年5月", {"published": "2023-05"}),
        ("2023 04/ 02 10:20:30 来源：某网", {"published": "2023-04-02", "publisher": "某网"}),
        ("2023年4月12日，甲市与乙县签约", None),
        ("来源：某报。记者从现场获悉", None),
        ("项目进度 2023-04-12 完成 12个", None),
        ("甲市资金来源：省级", None),
        ("正文", None),
    ],
)  # fmt: skip
def test_a_dateline_tells_date_and_source_and_nothing_else_is_one(line, told):
    assert parse_dateline(line) == told


@pytest.mark.parametrize("text", ["2023-02-30", "12023-01-01", "1023年1月1日", "2023年13月", ""])
def test_what_is_no_real_date_is_none(text):
    assert find_date(text) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_real_date_is_found(day):
    for shape in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}"):
        assert find_date(f"见报 {shape} 08:00")[0] == day.isoformat()
