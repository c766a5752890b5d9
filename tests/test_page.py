"""One page to send: what stands in it, what it promises, and that data cannot break it."""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import observations, source, write_csv
from tests.reading_html import Reader, every, read_html
from yjstats import to_page
from yjstats.cli import cli
from yjstats.codebook import COLUMNS, codebook
from yjstats.codebook.own import take_up
from yjstats.errors import UsageError, YjstatsError
from yjstats.observations import CURATED
from yjstats.page.cell_html import cell_html
from yjstats.page.cells import Cell
from yjstats.page.render import digest, policy
from yjstats.page.svg import inline
from yjstats.registers import ALTERNATIVES, SOURCES

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&{{ 7*7 }}]]>-->"
FUNDS = {"indicator": "funds_aid_total", "unit": "CNY"}


def rows() -> list[dict[str, object]]:
    """Two cities over unlike spans, one approximate, one with a near indicator, one hostile."""
    return [
        {**FUNDS, "value": 4.52e8, "low": 4.52e8, "high": 4.52e8, "surface": "4.52亿元"},
        {**FUNDS, "city": "taizhou", "source_id": "taizhou", "value": 3e8, "low": 2e8, "high": 3e8,
         "qualifier": "nearly", "period_start": "2022-01-01", "surface": "近3亿元"},
        {"city": "wenzhou", "value": 123, "low": 123, "high": 123},
        {"city": "taizhou", "source_id": "taizhou", "value": 50, "low": 50, "high": "",
         "qualifier": "at_least"},
        {"city": "huzhou", "source_id": "huzhou", "indicator": "projects_investment", "unit": "CNY",
         "value": 1e8, "low": 1e8, "high": 1e8},
        {"indicator": "med_surgeries", "unit": "surgery", "value": 7, "low": 7, "high": 7,
         "scope": HOSTILE, "note": HOSTILE, "surface": HOSTILE},
    ]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    raw = tmp_path_factory.mktemp("page") / "project" / "data" / "raw"
    register = [source(), source("taizhou", title=HOSTILE, sha256="b" * 64),
                source("huzhou", sha256="c" * 64)]  # fmt: skip
    write_csv(raw / "sources.csv", SOURCES, register)
    write_csv(raw / "curated.csv", CURATED, [])
    write_csv(raw / "alternatives.csv", ALTERNATIVES, [])
    return raw.parent.parent


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return observations(*rows())


@pytest.fixture(scope="module")
def made(root, frame) -> Path:
    to_page(frame, root / "page.html", root=root)
    return root / "page.html"


@pytest.fixture(scope="module")
def page(made) -> Reader:
    return read_html(made.read_text("utf-8"))


@pytest.fixture(scope="module")
def empty(root) -> Reader:
    to_page(observations(), root / "empty.html", "en", root)
    return read_html((root / "empty.html").read_text("utf-8"))


def test_both_languages_are_in_the_file_the_asked_one_first(page, empty):
    assert [e.attrs["lang"] for e in every(page, "div", class_="page")] == ["zh-CN", "en"]
    assert [e.attrs["lang"] for e in every(empty, "div", class_="page")] == ["en", "zh-CN"]
    assert every(page, "html")[0].attrs["lang"] == "zh-CN"
    assert every(empty, "html")[0].attrs["lang"] == "en"


def test_the_same_data_give_the_same_bytes(made, root, frame):
    to_page(frame, root / "again.html", root=root)
    assert (root / "again.html").read_bytes() == made.read_bytes()


def test_elements_are_closed_and_ids_are_unique(page):
    ids = [e.attrs["id"] for e in page.found if "id" in e.attrs]
    assert len(ids) == len(set(ids))
    assert not page.unclosed
    assert not page.open


def test_every_link_leads_to_a_place_on_the_page(page, empty):
    for told in (page, empty):
        ids = {e.attrs["id"] for e in told.found if "id" in e.attrs}
        links = [e.attrs["href"] for e in told.found if "href" in e.attrs]
        assert links
        assert all(link[0] == "#" and link[1:] in ids for link in links)


def test_only_its_own_script_and_style_are_allowed(page):
    [told] = every(page, "meta", **{"http-equiv": "Content-Security-Policy"})
    scripts, styles = every(page, "script"), every(page, "style")
    assert len(scripts) == len(styles) == 1
    assert told.attrs["content"] == policy(styles[0].text, scripts[0].text)
    assert digest(scripts[0].text) in told.attrs["content"]
    assert "unsafe" not in told.attrs["content"]
    assert told.attrs["content"].startswith("default-src 'none'; ")


def test_nothing_comes_from_elsewhere_and_nothing_is_styled_in_place(page):
    assert not [e for e in page.found if {"src", "style", "srcset", "action"} & set(e.attrs)]
    assert not [e for e in page.found if any(name.startswith("on") for name in e.attrs)]
    assert not {"iframe", "object", "embed", "link", "base", "form"} & {e.tag for e in page.found}


def test_data_stay_text(page):
    cells = [e for e in page.found if e.tag == "td" and HOSTILE in e.text]
    assert cells
    assert not every(page, "img")
    inside = {e.tag for e in page.found if any(up in cells for up in e.inside)}
    assert inside <= {"span", "a", "small"}


def test_each_language_has_one_heading_and_named_regions(page):
    for part in every(page, "div", class_="page"):
        inside = [e for e in page.found if part in e.inside]
        tags = [e.tag for e in inside]
        assert [tags.count(t) for t in ("h1", "main", "header", "footer", "dialog")] == [1] * 5
        ids = {e.attrs["id"]: e.text.strip() for e in inside if "id" in e.attrs}
        for section in (e for e in inside if e.tag in ("section", "article")):
            assert ids[section.attrs["aria-labelledby"]]
        levels = [int(e.tag[1]) for e in inside if e.tag in ("h1", "h2", "h3", "h4")
                  and not any(up.tag in ("nav", "dialog") for up in e.inside)]  # fmt: skip
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_headings(page):
    tables = every(page, "table")
    for table in tables:
        inside = [e for e in page.found if table in e.inside]
        assert next(e.text for e in inside if e.tag == "caption").strip()
        head = [e for e in inside if e.tag == "th" and any(up.tag == "thead" for up in e.inside)]
        assert {e.attrs["scope"] for e in head} == {"col"}
        for row in (e for e in inside if e.tag == "tr" and e.inside[-1].tag == "tbody"):
            cells = [e for e in inside if e.inside and e.inside[-1] is row]
            assert len(cells) == len(head)
            assert [e.attrs.get("scope") for e in cells].count("row") == 1


def test_every_figure_has_its_evidence(page, frame):
    for row in frame.to_dict("records"):
        for lang in ("zh", "en"):
            [told] = every(page, "tr", id=f"{lang}-{row['obs_id']}")
            assert " ".join(row["surface"].split()) in told.text
            assert f"{row['char_start']}–{row['char_end']}" in told.text
            assert row["source_id"] in told.text
    assert "b" * 64 in every(page, "tr", id=f"zh-{frame['obs_id'][1]}")[0].text


def test_a_chart_says_whether_it_may_be_compared_and_why_not(page):
    [told] = every(page, "article", id="en-i-funds_aid_total")
    text = " ".join(told.text.split())
    assert "May this be compared?" in text
    for reason in ("span_differs", "approximate", "not_reported"):
        assert codebook().reasons[reason]["en"] in text
    assert codebook().reasons["span_differs"]["meaning_en"] in text
    assert "Sources: Wenzhou, 甲市援疆, 2023-01 (inferred)" in text
    assert "nearly 300 million CNY" in text


def test_silence_is_not_zero(page):
    [told] = every(page, "article", id="zh-i-funds_aid_total")
    assert "未报道" in told.text
    assert "近似指标：援疆项目总投资" in told.text
    charts = [e for e in page.found if e.tag == "svg" and told in e.inside]
    assert all("衢州 未报道" in e.attrs["aria-label"] for e in charts)


def test_charts_have_the_colours_of_the_cities_and_a_description(page):
    charts = every(page, "svg")
    assert charts
    assert all(e.attrs["role"] == "img" and e.attrs["aria-label"] for e in charts)
    used = {e.attrs.get("fill", "").upper() for e in page.found}
    assert codebook().colour("wenzhou").upper() in used


def test_a_project_without_figures_has_a_page_too(empty):
    assert "No figures yet" in every(empty, "main")[0].text
    assert not every(empty, "svg")


def test_nothing_is_written_where_the_name_is_not_of_a_page(root, frame):
    with pytest.raises(UsageError, match="html"):
        to_page(frame, root / "page.xlsx", root=root)
    assert not (root / "page.xlsx").exists()


def test_a_folder_that_cannot_be_written_is_told(root, frame):
    (root / "a-file").write_text("")
    with pytest.raises(YjstatsError):
        to_page(observations(), root / "a-file" / "page.html", root=root)


def test_the_command_writes_it(root, capsys):
    out = root / "told.html"
    cli.main(["page", str(out), "--root", str(root), "--origin", "curated", "--lang", "en"],
             standalone_mode=False)  # fmt: skip
    assert str(out) in capsys.readouterr().err
    assert every(read_html(out.read_text("utf-8")), "html")[0].attrs["lang"] == "en"


def test_a_drawing_becomes_part_of_the_page():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 10.123 10"><metadata/><defs><style>*{}</style><path id="m1" d="M 0 0 L 1 1" '
        'style="stroke: #e69f00"/></defs><g id="figure_1"><path d="M 0 0 L 9 9" style="fill: '
        '#ffffff"/><use xlink:href="#m1" x="1.26" y="2"/><text style="font-size: 9px; fill: '
        '#222222; cursor: help">a &lt; b</text></g></svg>'
    )
    told = str(inline(svg, "zh-a-", 'a "b"'))
    [name] = re.findall(r'<path id="([^"]+)"', told)
    assert name.startswith("zh-a-")
    assert f'<use href="#{name}" x="1.3" y="2" />' in told
    assert '<text font-size="9">a &lt; b</text>' in told
    assert 'viewBox="0 0 10.1 10"' in told
    assert 'aria-label="a &quot;b&quot;"' in told
    assert not re.search("style|metadata|figure_1|cursor|ffffff", told)


def test_thirty_cities_have_one_chart_an_indicator_and_none_of_all(tmp_path):
    cities = [f"city{number:02}" for number in range(30)]
    raw = tmp_path / "data" / "raw"
    names = [{"code": c, "zh": f"城{c[4:]}", "pinyin": c, "en": c.title()} for c in cities]
    write_csv(raw / "codebook" / "cities.csv", COLUMNS["cities"], names)
    register = [source(c, sha256=f"{number:064x}") for number, c in enumerate(cities)]
    for name, columns, told in (("sources", SOURCES, register), ("curated", CURATED, []),
                                ("alternatives", ALTERNATIVES, [])):  # fmt: skip
        write_csv(raw / f"{name}.csv", columns, told)
    rows = ({"city": c, "source_id": c, "value": n, "low": n, "high": n}
            for n, c in enumerate(cities[:20], 1))  # fmt: skip
    try:
        to_page(observations(*rows), tmp_path / "page.html", root=tmp_path)
        told = read_html((tmp_path / "page.html").read_text("utf-8"))
    finally:
        take_up(None)
    charts = every(told, "svg")
    assert len(charts) == 4  # as reported and per year, in both languages
    assert all("City19" in e.attrs["aria-label"] or "城19" in e.attrs["aria-label"] for e in charts)
    assert not any("City25" in e.attrs["aria-label"] for e in charts)
    assert "City25" in every(told, "table", id="en-table-coverage")[0].text


@pytest.mark.parametrize(
    ("cell", "prefix", "expected"),
    [
        (Cell("a<b\x00"), "zh", "<td>a&lt;b</td>"),
        (Cell("温州", head=True, look="code"), "zh", '<th scope="row" class="code">温州</th>'),
        (Cell("3", "o1", "3"), "en", '<td><a class="ev" href="#en-o1">3</a></td>'),
        (Cell("3亿", order='"3'), "zh", '<td data-order="&#34;3">3亿</td>'),
        (Cell("3亿", look="quoted"), "en", '<td class="quoted"><span lang="zh-CN">3亿</span></td>'),
        (Cell("3亿", look="quoted"), "zh", '<td class="quoted">3亿</td>'),
        (
            Cell("未报道", "o1", look="missing", extra="近似"), "zh",
            '<td class="missing">未报道 <small><a class="ev" href="#zh-o1">近似</a></small></td>',
        ),
        (
            Cell("x", look="cited", extra="题"), "en",
            '<td class="cited">x <small lang="zh-CN">题</small></td>',
        ),
    ],
)  # fmt: skip
def test_a_cell_is_escaped_leads_to_its_evidence_and_says_what_language_it_quotes(
    cell, prefix, expected
):
    assert cell_html(cell, prefix) == expected
