"""The page in a real browser, opened from disk: read, sort, filter, switch, follow, print."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT
from yjstats import load, sources, to_page

A4 = (595, 842)  # points
PHONE = {"width": 360, "height": 740}
THEMES = ("light", "dark")


@dataclass
class Opened:
    """A page with what it complained of and asked for."""

    page: Page
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sent") / "yjstats.html"
    to_page(load("curated", ROOT), path, root=ROOT)
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """The page opened from disk; after the test: no complaint, no request but for itself."""
    made = Opened(browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN"))
    made.page.on("console", lambda message: made.told.append(message.text))
    made.page.on("pageerror", lambda error: made.told.append(str(error)))
    made.page.on("request", lambda request: made.asked.append(request.url))
    made.page.goto(file.as_uri())
    yield made
    made.page.close()
    assert not made.told
    assert {url.partition("#")[0] for url in made.asked} == {file.as_uri()}


def column(page: Page, table: str, number: int) -> Locator:
    return page.locator(f"{table} tbody tr > :nth-child({number})")


def in_language(page: Page, tag: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", tag)


def test_it_opens_in_its_first_language(opened):
    page = opened.page
    expect(page.locator("#zh h1")).to_be_visible()
    expect(page.locator("#en")).to_be_hidden()
    in_language(page, "zh-CN")


def test_a_heading_sorts_by_number_and_says_so(opened):
    page, table = opened.page, "#zh-table-medical"
    heading = page.locator(f"{table} thead th").nth(2)
    heading.click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    keys = column(page, table, 3).evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.order))"
    )
    assert keys == sorted(keys)
    assert len(set(keys)) > 3
    heading.click()
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_a_table_can_be_searched_and_narrowed_to_a_city(opened):
    page, table = opened.page, "#zh-table-industry"
    box = page.locator(".dt-container").filter(has=page.locator(table))
    box.get_by_role("combobox", name="城市").select_option("台州")
    cities, names = column(page, table, 2), column(page, table, 1)
    expect(cities.filter(has_not_text="台州")).to_have_count(0)
    before = cities.count()
    search = box.get_by_role("searchbox", name="查找")
    search.fill("招商引资")
    expect(names.filter(has_not_text="招商引资")).to_have_count(0)
    assert 0 < names.count() < before
    search.fill("没有这样的行")
    expect(page.locator(f"{table} tbody")).to_contain_text("没有符合的行")


def test_the_language_changes_in_place_and_the_address_keeps_it(opened, file):
    page = opened.page
    page.evaluate("document.getElementById('zh-medical').scrollIntoView()")
    # an event, for Playwright's own click scrolls the page before it, as no reader's does
    page.get_by_role("link", name="English").dispatch_event("click")
    expect(page.locator("#en-h-medical")).to_be_in_viewport()
    expect(page.locator("#zh")).to_be_hidden()
    in_language(page, "en")
    expect(page).to_have_title("Counterpart aid: statistics with their sources")
    page.go_back()
    in_language(page, "zh-CN")
    page.goto(file.as_uri() + "#en-funds")
    page.reload()
    expect(page.locator("#en-h-funds")).to_be_in_viewport()


def test_the_theme_follows_the_system_until_it_is_chosen(opened):
    page = opened.page
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    button = page.get_by_role("button", name="深色")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(ground) == light


def test_a_figure_leads_to_its_evidence(opened):
    page = opened.page
    link = page.locator("#zh-i-funds_aid_total .verdict a.ev").first
    link.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    checksum = sources(ROOT).set_index("source_id").loc["wenzhou", "sha256"]
    for told in ("4.52亿元", "118–124", "2020年—2022年", "累计", "wenzhou", checksum):
        expect(dialog).to_contain_text(told)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_a_link_to_a_figure_opens_its_evidence_though_its_row_is_on_another_page(opened, file):
    page = opened.page
    expect(page.locator("#zh-table-evidence tbody tr")).to_have_count(25)
    obs_id = load("curated", ROOT)["obs_id"].iloc[-1]
    page.goto(f"{file.as_uri()}#en-{obs_id}")
    expect(page.get_by_role("dialog")).to_contain_text("Place (characters)")


def test_all_can_be_reached_by_the_keyboard(opened):
    page = opened.page
    page.keyboard.press("Tab")
    expect(page.locator("#zh .skip")).to_be_focused()
    expect(page.locator("#zh .skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#zh-main")).to_be_focused()
    page.locator("#zh-table-summary thead th .dt-column-order").first.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#zh-table-summary thead th").first
    expect(heading).to_have_attribute("aria-sort", "ascending")
    page.locator("#zh-table-summary a.ev").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="关闭").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("#zh button.theme").focus()
    page.keyboard.press("Space")
    expect(page.locator("#zh button.theme")).to_have_attribute("aria-pressed", "true")
    page.locator("#zh a.language").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#en a.language")).to_be_focused()


def test_what_has_the_focus_is_seen(opened):
    page = opened.page
    for place in ("#zh a.language", "#zh .contents a", "#zh-table-summary a.ev"):
        page.keyboard.press("Tab")
        page.locator(place).first.focus()
        style = page.locator(place).first.evaluate("e => getComputedStyle(e).outlineStyle")
        assert style == "solid", place


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious(opened, file, lang, theme):
    page = opened.page
    page.emulate_media(color_scheme=theme)
    page.goto(f"{file.as_uri()}#{lang}")
    page.reload()
    expect(page.locator(f"#{lang} h1")).to_be_visible()
    found = Axe().run(page).response["violations"]
    told = [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found]
    assert not [item for item in told if item[1] in ("serious", "critical")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_never_scrolls_sideways(opened, file, lang):
    page = opened.page
    page.set_viewport_size(PHONE)
    page.goto(f"{file.as_uri()}#{lang}")
    page.reload()
    expect(page.locator(f"#{lang} h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(f"#{lang}-i-funds_aid_total .verdict a.ev").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_it_prints_whole_on_a4(opened, tmp_path):
    page = opened.page
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    assert sizes == {A4}
    for row in load("curated", ROOT).to_dict("records"):
        assert f"{row['char_start']}–{row['char_end']}" in text.replace("\r\n", "")
    assert "English" not in text  # no switches


def test_all_is_there_without_scripts(browser, file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("#zh-table-evidence tbody tr")).to_have_count(len(load("curated", ROOT)))
    expect(page.locator("#en")).to_be_hidden()
    expect(page.locator("#zh button.theme")).to_be_hidden()
    page.locator("#zh a.language").click()
    expect(page.locator("#en h1")).to_be_visible()
    expect(page.locator("#zh")).to_be_hidden()
    page.locator("#en-i-funds_aid_total .verdict a.ev").first.click()
    expect(page.locator("#en-ofc348434e4ce")).to_be_in_viewport()
    context.close()
