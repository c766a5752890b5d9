"""News that no one wrote: made of own sentences, with figures drawn by a seed, and the truth kept.

`python -m tests.corpus_maker COUNT CORPUS.jsonl TRUTH.jsonl [SEED]` writes as many documents, and a
line for each of what its figures mean. The same seed gives the same bytes.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

CITIES = {
    "温州": "拜城县",
    "台州": "第一师阿拉尔市",
    "衢州": "乌什县",
    "嘉兴": "沙雅县",
    "湖州": "柯坪县",
}
CODES = ("wenzhou", "taizhou", "quzhou", "jiaxing", "huzhou")

# A figure stands at ＃: its unit word and how large it may be, then unit and indicator it means.
SENTENCES = (
    ("全年安排援疆资金＃", "亿元", (1, 9), "CNY", "funds_aid_total"),
    ("当年实施援疆项目＃", "个", (12, 180), "project", "projects_total"),
    ("建成民生类援疆项目＃", "个", (10, 90), "project", "projects_livelihood"),
    ("招商引资到位资金＃", "亿元", (2, 60), "CNY", "invest_paid_in"),
    ("合作社的农产品全年销售额＃", "万元", (800, 9000), "CNY", "sales_value"),
    ("带动当地群众就业＃", "人", (300, 9000), "person", "jobs_created"),
    ("全年引进游客＃", "人次", (2000, 90000), "person-time", "tourism_visitors"),
    ("建成富民安居房＃", "套", (200, 6000), "dwelling", "housing_units"),
    ("选派援疆教师＃", "名", (20, 190), "person", "edu_teachers_dispatched"),
    ("培训当地教师＃", "人次", (300, 4000), "person", "edu_teachers_trained"),
    ("援疆教师开设公开课、示范课＃", "节", (30, 900), "lesson", "edu_open_lessons"),
    ("选派援疆医生＃", "名", (10, 80), "person", "med_staff_dispatched"),
    ("援疆医生接诊患者＃", "人次", (1000, 90000), "person-time", "med_patients_seen"),
    ("援疆医生完成手术＃", "台", (60, 3000), "surgery", "med_surgeries"),
    ("援疆医生开展新技术、新项目＃", "项", (10, 90), "technique", "med_new_techniques"),
    ("举办专场招聘会＃", "场", (10, 60), "event", "job_fairs"),
)  # fmt: skip
# How a number may be told: what stands before it, inside and behind, the qualifier, and its bounds
# in units of its last digit that is not zero. Only what stands inside belongs to the surface.
TOLD = (
    ("", "", "", "exact", (0, 0)),
    ("", "余", "", "over", (0, 1)),
    ("近", "", "", "nearly", (-1, 0)),
    ("超", "", "", "at_least", (0, None)),
    ("约", "", "", "about", (Decimal("-0.5"), Decimal("0.5"))),
    ("", "", "以上", "at_least", (0, None)),
    ("不足", "", "", "at_most", (None, 0)),
)
# What has a number and is no statistic, and what has none.
QUIET = (
    "这里的风一年从春天刮到秋天，来的人却没有一个退缩。",
    "队员们白天进村入户，晚上在灯下整理笔记，把难处一条条写下来。",
    "“我们就当自己是这里的人。”一位老师说完，又转身回到教室。",
    "第十批援疆工作队的驻地，就在老街尽头的院子里。",
    "傍晚，广场上响起手鼓声，老人和孩子围成一圈跳起舞来。",
    "从规划到落地，每一步都请乡亲们一起商量，大家说了算。",
    "戈壁滩上新栽的树苗已经返青，渠水顺着田埂流向远处。",
    "“十四五”期间，两地往来越走越近，合作的路子也越走越宽。",
    "门口挂着4A级景区的牌子，院里的葡萄架刚刚搭好。",
    "远在千里之外的家人，也常常通过屏幕认识这里的新朋友。",
)


def documents(
    count: int, seed: int = 8
) -> Iterator[tuple[dict[str, str], list[dict[str, object]]]]:
    """Make documents, and what the figures of each mean, in the order of the text."""
    for number in range(count):
        yield _document(number, random.Random(f"{seed}/{number}"))


def _document(number: int, draw: random.Random) -> tuple[dict[str, str], list[dict[str, object]]]:
    place = draw.randrange(len(CODES))
    city, county = list(CITIES.items())[place]
    day = date(2021, 1, 1) + timedelta(days=draw.randrange(1700))
    year = day.year - draw.randint(1, 2)
    told = "去年" if year == day.year - 1 and draw.random() < 0.5 else f"{year}年"
    parts = [f"{city}援疆工作回望\n\n"]
    truth: list[dict[str, object]] = []
    chosen = draw.sample(SENTENCES, draw.randint(2, 12))
    for order, (sentence, word, span, unit, indicator) in enumerate(chosen):
        opened = f"{told}，{city}市在{county}" if order % 3 == 0 else "同年，"
        before, after = sentence.split("＃")
        parts.append(opened + before)
        lead, surface, trail, meant = _figure(draw, word, span)
        parts.append(lead)
        start = sum(map(len, parts))
        truth.append({"char_start": start, "char_end": start + len(surface), **meant, "unit": unit,
                      "indicator": indicator, "city": CODES[place],
                      "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"})  # fmt: skip
        parts.append(f"{surface}{trail}{after}。")
        parts.append("".join(draw.sample(QUIET, draw.randint(0, 4))))
        parts.append("\n\n" if order % 3 == 2 else "")
    given = {"id": f"n{number:08d}", "text": "".join(parts), "date": day.isoformat(), "city": city}
    return given, truth


def _figure(
    draw: random.Random, word: str, span: tuple[int, int]
) -> tuple[str, str, str, dict[str, object]]:
    """Return what stands before a figure, the figure, what stands behind, and what it means."""
    written = draw.randint(*span)
    lead, inside, trail, qualifier, (below, above) = draw.choice(TOLD)
    if qualifier != "exact":  # who says nearly says a round number
        round_to = 10 ** (len(str(written)) - 1)
        written = written // round_to * round_to
    number = Decimal(written)
    if word == "亿元" and qualifier == "exact":
        number += Decimal(draw.randint(0, 99)) / 100
    factor = {"亿元": 10**8, "万元": 10**4}.get(word, 1)
    text = f"{number:f}"
    unit = _last_digit(text) * factor
    value = number * factor
    low = None if below is None else float(value + below * unit)
    high = None if above is None else float(value + above * unit)
    meant = {"value": float(value), "low": low, "high": high, "qualifier": qualifier}
    return lead, f"{text}{inside}{word}", trail, meant


def _last_digit(text: str) -> Decimal:
    """Return one unit of the last digit that is not zero."""
    whole, _, fraction = text.partition(".")
    if fraction.strip("0"):
        return Decimal(1).scaleb(-len(fraction.rstrip("0")))
    return Decimal(10) ** (len(whole) - len(whole.rstrip("0")))


FIELDS = ("value", "low", "high", "qualifier", "unit", "indicator", "city", "period_start",
          "period_end")  # fmt: skip


def score(
    readings: Iterable[dict[str, object]], truths: Iterable[dict[str, object]]
) -> dict[str, float]:
    """Lay readings beside the truth, both in the order of the documents.

    Returns
    -------
    dict
        `found` and `right`: share of true figures that were read, and of readings that are true;
        then for each field the share of those found where it is as it is meant.
    """
    known = iter(readings)
    reading = next(known, None)
    counts = dict.fromkeys(("true", "read", "both", *FIELDS), 0)
    for truth in truths:
        here: dict[object, dict[str, object]] = {}
        while reading is not None and reading["source_id"] == truth["id"]:
            counts["read"] += 1
            here[reading["char_start"], reading["char_end"]] = reading
            reading = next(known, None)
        for figure in truth["figures"]:  # type: ignore[attr-defined]
            counts["true"] += 1
            found = here.get((figure["char_start"], figure["char_end"]))
            if found is not None:
                counts["both"] += 1
                for name in FIELDS:
                    counts[name] += found[name] == figure[name]
    assert reading is None, f"a reading of no document, or out of order: {reading}"
    found = max(counts["both"], 1)
    return {"found": counts["both"] / max(counts["true"], 1),
            "right": counts["both"] / max(counts["read"], 1),
            **{name: counts[name] / found for name in FIELDS}}  # fmt: skip


def lines(path: Path) -> Iterator[dict[str, object]]:
    """Read JSON lines one at a time."""
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


def write(count: int, corpus: Path, truth: Path, seed: int = 8) -> None:
    """Write a corpus and its truth."""
    with corpus.open("w", encoding="utf-8") as texts, truth.open("w", encoding="utf-8") as meant:
        for document, figures in documents(count, seed):
            texts.write(json.dumps(document, ensure_ascii=False) + "\n")
            told = {"id": document["id"], "figures": figures}
            meant.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:]))
