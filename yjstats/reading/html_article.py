"""Find the article in a page: drop what surrounds it, and say what was dropped."""

import re
from collections.abc import Sequence
from itertools import pairwise

from yjstats.reading.document import Dropped
from yjstats.reading.html_lines import is_data_table, page_lines
from yjstats.reading.html_tree import MARK, Element
from yjstats.reading.words import Words

TAGS = {"nav": "navigation", "footer": "rights", "aside": "related"}
CONTAINERS = {
    "article", "body", "center", "div", "form", "main", "section", "span", "table", "tbody", "td",
    "tr", "font", "blockquote",
}  # fmt: skip
LISTS = {"div", "ul", "ol", "dl", "li", "table", "p", "section", "dd", "dt"}
NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MUCH = 0.3  # no part that holds more of the sentences than this is boiler-plate
SHARE = 0.75  # the article is the innermost part that still holds so much of them
LINKED = 0.7  # a list of links: so much of its text is in links


def drop_parts(body: Element, given: Words) -> list[Dropped]:
    """Take out of a page what its tags, classes and ids call navigation, sharing, rights and so on.

    Parameters
    ----------
    body : Element
        Changed: the parts are taken out of it.
    given : Words

    Returns
    -------
    list of Dropped
    """
    dropped: list[Dropped] = []
    weights = weigh(body)
    enough = MUCH * weights[id(body)]
    stack = [body]
    while stack:
        parent = stack.pop()
        lost = set()
        for child in parent.elements:
            kind = _kind(child, given)
            if kind and (weights[id(child)] <= enough or kind == "hidden"):
                lost.add(id(child))
                dropped += _told(kind, child)
        _keep(parent, lost)
        stack += reversed(parent.elements)
    return dropped


def drop_links(article: Element) -> list[Dropped]:
    """Take lists of links out of the article: titles of other articles, tags, pages."""
    dropped: list[Dropped] = []
    stack = [article]
    while stack:
        parent = stack.pop()
        links = [child for child in parent.elements if child.tag in LISTS and _is_links(child)]
        for child in links:
            dropped += _told("links", child)
        _keep(parent, {id(child) for child in links})
        stack += reversed(parent.elements)
    return dropped


def outside(path: Sequence[Element]) -> list[Dropped]:
    """Return what stands beside the article: all that a path from the page to it passes by."""
    dropped: list[Dropped] = []
    for parent, inner in pairwise(path):
        loose = Element("div", {}, [c for c in parent.children if isinstance(c, str)])
        for child in [*parent.elements, loose]:
            if child is not inner:
                dropped += _told("outside", child)
    return dropped


def find_article(body: Element) -> Element:
    """Return the innermost part that holds nearly all sentences of the page."""
    weights = weigh(body)
    article = body
    while True:
        inside = article.elements
        best = max(inside, key=lambda child: weights[id(child)], default=None)
        if best is None or best.tag not in CONTAINERS or is_data_table(best):
            return article
        if weights[id(best)] < SHARE * weights[id(article)] or not weights[id(best)]:
            return article
        # a paragraph or a table beside it belongs to the article as well
        beside = [child for child in inside if child is not best and weights[id(child)]]
        if any(child.tag == "p" or is_data_table(child) for child in beside):
            return article
        article = best


def weigh(body: Element) -> dict[int, int]:
    """Return by id() of each element how many characters of sentences and data stand in it."""
    order: list[tuple[Element, bool, bool]] = []
    stack = [(body, False, False)]
    while stack:
        element, linked, table = stack.pop()
        linked = linked or element.tag == "a"
        table = table or is_data_table(element)
        order.append((element, linked, table))
        stack += [(child, linked, table) for child in element.elements]
    weights: dict[int, int] = {}
    for element, linked, table in reversed(order):  # children before their parents
        own = 0
        for child in element.children:
            if isinstance(child, Element):
                own += weights[id(child)]
            elif not linked and (table or MARK.search(child)):
                own += len(child.strip())
        weights[id(element)] = own
    return weights


def _told(kind: str, part: Element) -> list[Dropped]:
    text = " ".join(page_lines(part))
    return [Dropped(kind, text)] if text else []


def _keep(parent: Element, lost: set[int]) -> None:
    if lost:
        parent.children = [child for child in parent.children if id(child) not in lost]


def _kind(element: Element, given: Words) -> str:
    if "hidden" in element.attributes or NONE.search(element.attributes.get("style", "")):
        return "hidden"
    if element.tag in TAGS:
        return TAGS[element.tag]
    if element.tag in {"body", "article", "main", "h1", "p", "tr", "td"}:
        return ""
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    for name in re.split(r"[^A-Za-z]+", names):
        for word in (name.lower(), *(part.lower() for part in WORD.findall(name))):
            if given.blocks.get(word, "title") != "title":
                return given.blocks[word]
    return ""


def _is_links(element: Element) -> bool:
    linked = whole = 0
    for text, inside in element.texts():
        length = len(text.strip())
        whole += length
        linked += length if inside else 0
    if not whole or linked < LINKED * whole:
        return False
    # a paragraph that happens to be one link still is a paragraph
    return not re.search(r"[。；！？]", element.text())
