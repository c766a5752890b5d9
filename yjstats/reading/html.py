"""Read a saved web page of a news site: the article with its tables, without what surrounds it."""

import re
from itertools import pairwise

from yjstats.errors import BadDocument
from yjstats.reading.document import Read
from yjstats.reading.encoding import decode_page
from yjstats.reading.html_article import drop_links, drop_parts, find_article, outside, weigh
from yjstats.reading.html_lines import page_lines
from yjstats.reading.html_tree import Element, Page, parse_page
from yjstats.reading.limits import LIMITS, Limits
from yjstats.reading.propose import same_words
from yjstats.reading.words import Words, words

# A page of a newspaper's own edition bears the newspaper's name and not the article's title.
NAME = re.compile(r"^.{0,12}(网|报|日报|晚报|在线|数字报|电子报|电子版|数字版|数字报刊)$")
LONGEST = 90  # characters of a heading
HEAD = 40  # lines above the article that may tell title, date and source
# What stands between a title and the name of a site: 标题_某市新闻网, 标题 - 某报, 标题|某网.
SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}|—{2,}")
TAIL = re.compile(r"\s*[-–—－]\s*[^-–—－]{1,14}(网|报|在线|新闻|频道|政府|日报|晚报|客户端|中心)$")


def read(data: bytes, limits: Limits = LIMITS, given: Words | None = None) -> Read:
    """Read a saved page.

    Parameters
    ----------
    data : bytes
    limits : Limits
    given : Words, optional
        Other data files than the packaged ones.

    Returns
    -------
    Read

    Raises
    ------
    BadDocument
        If the page cannot be decoded, is too deep or too large, or holds no text.
    """
    given = given or words()
    text, notes = decode_page(data)
    page = parse_page(text, limits)
    if not page.body.text():
        raise BadDocument("no_text")
    headings = _headings(page.body, given)
    dropped = drop_parts(page.body, given)
    article = find_article(page.body)
    if not weigh(page.body)[id(article)]:
        notes += ("no_article",)
    path = _path(page.body, article)
    head = _above(path)
    dropped += [*outside(path), *drop_links(article)]
    hints = {"title": "", **_hints(page, given)}
    hints["title"] = _title(page.title, headings, hints["title"])
    return Read("\n".join(page_lines(article)), hints, tuple(head), tuple(dropped), notes)


def _hints(page: Page, given: Words) -> dict[str, str]:
    hints: dict[str, str] = {}
    for name, field in given.meta.items():
        if page.meta.get(name):
            hints.setdefault(field, page.meta[name])
    return hints


def _title(title: str, headings: list[str], meta: str) -> str:
    """Choose the heading that the page's own title begins with; else what the page calls so."""
    for heading in headings:
        if title.startswith(heading) or same_words(heading, meta):
            return heading
    if meta:
        return meta
    named = TAIL.sub("", SITE.split(title)[0]).strip()
    if headings and (not named or NAME.search(named)):  # the page is called like its site
        return headings[0]
    return named


def _headings(body: Element, given: Words) -> list[str]:
    """Return what stands as a heading: by its tag, or by a class or tag named for a title."""
    found = []
    for element in body.walk():
        names = [*element.attributes.get("class", "").lower().split(), element.tag.split("-")[-1]]
        if element.tag in {"h1", "h2"} or any(given.blocks.get(name) == "title" for name in names):
            text = element.text()
            if 3 < len(text) < LONGEST:
                found.append(text)
    return found


def _above(path: list[Element]) -> list[str]:
    """Return the lines of the page above the article, the nearest last."""
    above = Element("div")
    for parent, child in pairwise(path):
        place = next(n for n, item in enumerate(parent.children) if item is child)
        above.children += [*parent.children[:place], Element("br")]
    return page_lines(above)[-HEAD:]


def _path(body: Element, article: Element) -> list[Element]:
    parents: dict[int, Element] = {}
    for element in body.walk():
        for child in element.elements:
            parents[id(child)] = element
    path = [article]
    while path[-1] is not body:
        path.append(parents[id(path[-1])])
    return path[::-1]
