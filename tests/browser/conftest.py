"""A real Chromium for the tests of what people see; `make browser` runs them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.lab import LONGEST

expect.set_options(timeout=LONGEST)  # a busy machine is slow, and no failure

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium that knows the packaged font."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "Chromium is not installed; on Debian: apt-get install chromium"
    home = tmp_path_factory.mktemp("home")
    fonts = home / "share" / "fonts"
    fonts.mkdir(parents=True)
    shutil.copy(Path(pylopdf_fonts_zh_cn.sans_path()), fonts)
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "share")}
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=[*FLAGS], env=env)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, gone after the test."""
    made = browser.new_context(locale="zh-CN", accept_downloads=True)
    made.set_default_timeout(30_000)
    yield made
    made.close()
