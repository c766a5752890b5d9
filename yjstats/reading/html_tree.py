"""A saved page as a small tree of our own: bounded, without scripts, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yjstats.errors import BadDocument
from yjstats.reading.limits import LIMITS, Limits

# Elements that show no text of the article, whatever stands in them.
SILENT = {
    "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "applet",
    "svg", "math", "canvas", "audio", "video", "map", "link", "meta", "base",
    "input", "select", "textarea", "button", "option", "datalist", "dialog", "title",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
MARK = re.compile(r"[，。；：！？]")


@dataclass(eq=False)
class Element:
    """An element of a page: its tag, attributes and children, text among them."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.elements)

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Yield every text below and whether it stands in a link."""
        stack: list[tuple[Element | str, bool]] = [(self, False)]
        while stack:
            item, linked = stack.pop()
            if isinstance(item, str):
                yield item, linked
            else:
                linked = linked or item.tag == "a"
                stack += [(child, linked) for child in reversed(item.children)]

    def text(self) -> str:
        """Return all text below, white space collapsed."""
        return " ".join("".join(text for text, _ in self.texts()).split())


@dataclass
class Page:
    """A page: its body, what its head tells, and the texts of hidden parts."""

    body: Element
    title: str
    meta: dict[str, str]


def parse_page(text: str, limits: Limits = LIMITS) -> Page:
    """Parse a page as browsers do, without what is no text.

    Parameters
    ----------
    text : str
    limits : Limits

    Returns
    -------
    Page

    Raises
    ------
    BadDocument
        If the page nests too deep, has too many elements, or the library is missing.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise BadDocument("no_library", library="selectolax") from error
    tree = LexborHTMLParser(text)
    if tree.root is None or tree.body is None:
        return Page(Element("body"), "", {})
    head = tree.css_first("title")
    meta: dict[str, str] = {}
    for node in tree.css("meta"):
        given = node.attributes
        name = given.get("name") or given.get("property") or given.get("itemprop")
        if name and given.get("content"):
            meta.setdefault(name.lower(), str(given["content"]))
    title = " ".join(head.text().split()) if head is not None else ""
    return Page(_copy(tree.body, limits), title, meta)


def _copy(body: Any, limits: Limits) -> Element:
    """Copy the tree of the parser, node after node: no recursion, however deep it is."""
    top = Element("body", _attributes(body))
    count = 0
    stack: list[tuple[Any, Element, int]] = [(body.child, top, 1)]
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            count += 1
            if count > limits.nodes:
                raise BadDocument("too_many_elements", limit=limits.nodes)
            if node.is_text_node:
                parent.children.append(node.text_content or "")
            elif node.is_element_node and node.tag not in SILENT:
                if depth > limits.depth:
                    raise BadDocument("too_deep", limit=limits.depth)
                element = Element(node.tag, _attributes(node))
                parent.children.append(element)
                if node.child is not None:
                    stack.append((node.child, element, depth + 1))
            node = node.next
    return top


def _attributes(node: Any) -> dict[str, str]:
    kept = ("class", "id", "style", "hidden", "colspan", "align")
    return {name: node.attributes[name] or "" for name in kept if name in node.attributes}
