"""The charts of the workbook: Excel's own, from the cells of their table, honest and described."""

import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.conftest import ROOT, observations
from yjstats import to_excel
from yjstats.workbook.charted import charted
from yjstats.workbook.report import gather
from yjstats.workbook.subset import Subset

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
     "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}  # fmt: skip


@pytest.fixture(scope="module")
def path(curated, tmp_path_factory):
    path = tmp_path_factory.mktemp("charts") / "a.xlsx"
    to_excel(curated, path, root=ROOT)
    return path


@pytest.fixture(scope="module")
def charts(path):
    """Return the charts by the sheet that their numbers come from."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/charts/chart"):
                tree = ElementTree.fromstring(archive.read(name))
                found[tree.find(".//c:val//c:f", C).text.split("'")[1]] = tree
    return found


def cells(book, formula):
    name, first, last = re.fullmatch(r"'(.+)'!\$([A-Z]+\$\d+):\$([A-Z]+\$\d+)", formula).groups()
    return [row[0].value for row in book[name][f"{first}:{last}".replace("$", "")]]


def test_each_domain_has_one_chart_and_no_other_sheet_has_any(path, charts):
    book = openpyxl.load_workbook(path)
    domains = book.sheetnames[3:12]
    assert list(charts) == domains
    assert [len(sheet._charts) for sheet in book] == [int(n in domains) for n in book.sheetnames]


def test_the_chart_takes_its_numbers_labels_and_whiskers_from_the_table(path, charts):
    book, chart = openpyxl.load_workbook(path), charts["医疗"]
    numbers, labels = (chart.find(f".//c:{part}//c:f", C).text for part in ("val", "cat"))
    assert cells(book, numbers) == [678, "未报道", "未报道", 1827, 200]
    assert cells(book, labels)[1] == "台州 未报道"
    assert cells(book, labels)[4] == "湖州 2023年 [时·年·限]"
    below = chart.find(".//c:errBars/c:minus//c:f", C).text
    assert cells(book, below) == [None, None, None, None, 100]


def test_funds_are_drawn_per_year_because_more_cities_may_be_compared_so(path, charts):
    title = "".join(t.text for t in charts["资金"].iterfind(".//c:title//a:t", C))
    assert title.startswith("援疆资金总额，年均（亿元）")
    numbers = cells(openpyxl.load_workbook(path), charts["资金"].find(".//c:val//c:f", C).text)
    assert numbers[:4] == pytest.approx([4.52 / 3, 3.2186, 8.4 * 12 / 37, 1.5])


def test_what_may_not_be_compared_is_hatched_and_a_silent_city_has_no_label(charts):
    points = charts["医疗"].findall(".//c:dPt", C)
    hatched = [point.find(".//a:pattFill", C) is not None for point in points]
    assert hatched == [False, False, False, True, True]
    silent = [
        label.find("c:idx", C).get("val") for label in charts["医疗"].iterfind(".//c:dLbl", C)
    ]
    assert silent == ["1", "2"]


def test_a_city_has_the_same_colour_in_every_chart(charts):
    first = {tree.find(".//c:dPt//a:srgbClr", C).get("val") for tree in charts.values()}
    assert first == {"0072B2"}


def test_each_chart_is_described_in_words(path):
    told = []
    with zipfile.ZipFile(path) as archive:
        for number in range(1, 10):
            tree = ElementTree.fromstring(archive.read(f"xl/drawings/drawing{number}.xml"))
            told += [e.get("descr") for e in tree.iter() if e.tag.endswith("cNvPr")]
    assert len(told) == 9
    assert told[6] == (
        "条形图：手术台数（台）。温州 678台、台州 未报道、衢州 未报道、嘉兴 1,827台、湖州 近200台"
    )


def test_the_indicator_drawn_is_the_one_that_most_cities_report_alike():
    frame = observations(
        {"indicator": "projects_livelihood", "city": "wenzhou"},
        {"indicator": "projects_industry", "city": "wenzhou"},
        {"indicator": "projects_industry", "city": "jiaxing"},
    )
    report = gather(frame, Subset(), "zh", ROOT)
    codes = ["projects_livelihood", "projects_industry"]
    assert charted(report.totals, report.yearly, codes) == ("projects_industry", None)
    assert charted(report.totals, report.yearly, codes[:1]) == ("projects_livelihood", None)
