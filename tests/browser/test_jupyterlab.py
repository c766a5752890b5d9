"""In a real JupyterLab: the first notebook runs, and the panel of explore() does what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.lab import Watched, copied_project, serving, write_notebook
from tests.conftest import TEXT, record, source, write_csv
from yjstats.observations import CURATED
from yjstats.registers import ALTERNATIVES, SOURCES

pytestmark = pytest.mark.timeout(600)

FUNDS = {"indicator": "funds_aid_total", "unit": "CNY", "value": "452000000", "low": "452000000",
         "high": "452000000", "surface": "4.52亿元", "char_start": 6, "char_end": 12}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, a project of one article inside it, and notebooks that explore them."""
    root = copied_project(tmp_path_factory.mktemp("lab"))
    raw = root / "small" / "data" / "raw"
    write_csv(raw / "sources.csv", SOURCES, [source()])
    write_csv(raw / "curated.csv", CURATED, [record(**FUNDS)])
    write_csv(raw / "alternatives.csv", ALTERNATIVES, [])
    (root / "texts").mkdir()
    (root / "texts" / "a.txt").write_text(TEXT, "utf-8")
    small = "import yjstats as yj\nyj.explore('../small', articles='../texts', lang='en')"
    write_notebook(root / "notebooks" / "small.ipynb", small)
    panel = "import yjstats as yj\nyj.explore(origin='curated')"
    for name in ("controls", "again"):  # each has a kernel, and so a memory, of its own
        write_notebook(root / "notebooks" / f"{name}.ipynb", panel)
    return root


@pytest.fixture(scope="module")
def lab(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(project, tmp_path_factory.mktemp("served") / "home") as url:
        yield f"{url}/lab/tree/notebooks"


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page that must make no error, and ask nothing of any other machine."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = Watched(context)
    yield made
    made.page.close()
    assert made.abroad == []
    assert made.errors == []


def opened(watched: Watched, url: str) -> Locator:
    """Open and run a notebook; return its panel."""
    watched.open(f"{url}?reset")
    watched.run_all()
    panel = watched.page.locator(".yj-explorer")
    expect(panel.locator("img.chart")).to_be_visible()
    return panel


def serious(watched: Watched) -> list[str]:
    """Return what axe-core finds serious or worse in the panel."""
    found = Axe().run(watched.page, context=".yj-explorer").response["violations"]
    return [f"{one['id']}: {[n['html'] for n in one['nodes']]}" for one in found
            if one["impact"] in ("serious", "critical")]  # fmt: skip


def test_the_first_notebook_runs_and_ends_with_the_panel(lab, watched):
    panel = opened(watched, f"{lab}/01-start-here.ipynb")
    expect(watched.page.locator(".jp-OutputArea-output[data-mime-type*='stderr']")).to_have_count(0)
    expect(panel.get_by_label("领域")).to_be_visible()
    expect(watched.page.locator(".jp-OutputArea-output .yj table").nth(3)).to_be_attached()
    watched.page.evaluate("() => { jupyterapp.commands.execute('docmanager:save'); }")
    watched.rest()


def test_each_control_changes_the_answer(lab, watched):
    panel = opened(watched, f"{lab}/controls.ipynb")
    caption, rows = panel.locator("caption"), panel.locator("tr[data-key]")
    expect(caption).to_have_text("援疆资金总额 · 按报道")
    expect(rows).to_have_count(5)
    expect(rows.nth(4)).to_contain_text("近似指标")
    panel.get_by_label("并列近似指标").uncheck()
    expect(rows.nth(4)).not_to_contain_text("近似指标")
    panel.get_by_role("button", name="年均").click()
    expect(caption).to_have_text("援疆资金总额 · 年均")
    panel.get_by_role("button", name="每个援疆项目").click()
    expect(panel.locator("tr[data-key=wenzhou]")).to_contain_text("367.48万元")
    panel.get_by_label("湖州").uncheck()
    expect(rows).to_have_count(4)
    panel.get_by_label("领域").select_option("教育")
    expect(caption).to_contain_text("援疆教师人数")
    panel.get_by_label("指标", exact=True).select_option("教师帮带徒弟数（3 市）")
    expect(caption).to_contain_text("教师帮带徒弟数")
    expect(panel.locator("img.chart")).to_have_attribute("alt", re.compile("徒弟"))
    panel.get_by_role("button", name="English").click()
    expect(panel.locator("thead")).to_contain_text("Figure")
    expect(panel.get_by_label("Wenzhou")).to_be_checked()
    assert serious(watched) == []


def test_a_row_by_mouse_and_by_keyboard_shows_its_evidence(lab, watched):
    panel = opened(watched, f"{lab}/small.ipynb")
    behind = panel.locator(".yj-behind")
    panel.locator("tr[data-key=wenzhou] td").first.click()
    expect(behind.locator("h3")).to_have_text("Evidence: Wenzhou 452 million CNY")
    expect(behind.locator("mark")).to_have_text("4.52亿元")
    expect(behind.locator("blockquote")).to_have_text(TEXT)
    for word in ("2020 to 2022", "characters 6–12", "single_source", "exact"):
        expect(behind).to_contain_text(word)
    assert serious(watched) == []
    panel.locator("tr[data-key=quzhou] button").focus()
    watched.page.keyboard.press("Enter")
    expect(behind.locator("h3")).to_have_text("Evidence: Quzhou not reported")
    expect(panel.locator("tr.chosen")).to_have_attribute("data-key", "quzhou")


def test_what_is_shown_is_copied_saved_and_exported_and_stays_when_run_again(lab, watched, project):
    panel = opened(watched, f"{lab}/again.ipynb")
    panel.get_by_label("领域").select_option("医疗")
    expect(panel.locator("caption")).to_contain_text("手术台数")
    panel.get_by_label("台州").uncheck()
    expect(panel.locator("tr[data-key]")).to_have_count(4)
    panel.locator("tr[data-key=wenzhou] td").first.click()
    expect(panel.locator(".yj-behind h3")).to_contain_text("温州")
    panel.get_by_role("button", name="复制表格").click()
    expect(panel.get_by_text("已复制")).to_be_visible()
    copied = watched.page.evaluate("() => navigator.clipboard.readText()").split("\n")
    assert [line.split("\t")[0] for line in copied] == ["城市", "温州", "衢州", "嘉兴", "湖州"]
    name = "med_surgeries-wenzhou-quzhou-jiaxing-huzhou-zh"
    for button, suffix in (("存为 PNG", "png"), ("存为 SVG", "svg"), ("导出 Excel", "xlsx")):
        panel.get_by_role("button", name=button).click()
        expect(panel.get_by_text(f"已存：{project / 'notebooks' / name}.{suffix}")).to_be_visible()
    files = {path.suffix: path.read_bytes() for path in (project / "notebooks").glob(f"{name}.*")}
    assert files[".png"].startswith(b"\x89PNG")
    assert files[".svg"].startswith(b"<?xml")
    assert "医疗" in "".join(load_workbook(project / "notebooks" / f"{name}.xlsx").sheetnames)
    watched.run_all()
    expect(panel.get_by_label("台州")).not_to_be_checked()
    expect(panel.locator("caption")).to_contain_text("手术台数")
    expect(panel.locator(".yj-behind h3")).to_contain_text("温州")
    expect(panel.locator("tr.chosen")).to_have_attribute("data-key", "wenzhou")
    assert serious(watched) == []
