"""The documentation as a reader has it: opened from disk, searched, on a phone, without colours."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT

PAGES = (
    "index.html",
    "getting-started.html",
    "extraction.html",
    "contributing.html",
    "reference/api.html",
    "reference/codebook.html",
    "zh/index.html",
    "zh/concepts.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built anew."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return folder


@pytest.fixture
def page(browser: Browser):
    """A page that must stay without errors and without the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, told = context.new_page(), []
    page.on("console", lambda m: told.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:", "about:"))
            else told.append(r.url))  # fmt: skip
    yield page
    context.close()
    assert told == []


def found(page: Page, words: str) -> Locator:
    """Type words into the search and return where it shows what it finds."""
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("")
    page.keyboard.insert_text(words)
    page.keyboard.press("End")
    return page.locator(".md-search-result")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("可比性", "概念"),
        ("sensitivity", "Python"),
        ("产出缺失", "Messages"),
        ("baicheng", "Codebook"),
    ],
)
def test_the_search_finds_from_disk_in_both_languages(words, wanted, page, site):
    page.goto((site / "zh/index.html").as_uri())
    letters = "\u200b?".join(wanted)  # the theme puts breaks between Chinese words
    expect(found(page, words)).to_contain_text(re.compile(letters))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(scheme, page, site):
    page.emulate_media(color_scheme=scheme)
    faults = []
    for name in PAGES:
        page.goto((site / name).as_uri())
        told = Axe().run(page, options={"preload": False}).response["violations"]
        faults += [
            (name, one["id"], one["nodes"][0]["html"][:200])
            for one in told
            if one["impact"] in ("serious", "critical")
        ]
    assert faults == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_tables_and_not_the_page(name, page, site):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    menu = page.locator(".md-header label[for=__drawer]").first
    expect(menu).to_be_visible()


def test_the_language_is_one_click_away(page, site):
    page.goto((site / "getting-started.html").as_uri())
    page.locator(".md-tabs").get_by_text("中文").click()
    expect(page).to_have_url(re.compile(r"zh/index\.html$"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
