"""Read an HTML page for tests, as its elements stand in the file."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("br", "img", "input", "link", "meta", "hr"))


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    inside: tuple["Element", ...]
    text: str = ""
    parts: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Every element with its attributes, its ancestors and all text inside it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.open: list[Element] = []
        self.unclosed: list[str] = []

    def handle_starttag(self, tag, attrs):
        made = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.found.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].tag != tag:
            self.unclosed.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.parts.append(data)


def read_html(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    for element in reader.found:
        element.text = "".join(element.parts)
    return reader


def every(page: Reader, tag: str, **attrs: str) -> list[Element]:
    """Return the elements of a tag whose attributes are these; `class_` among the classes."""
    wanted = {name.rstrip("_"): value for name, value in attrs.items()}
    return [
        element
        for element in page.found
        if element.tag == tag
        and all(
            value in element.attrs.get(name, "").split() if name == "class"
            else element.attrs.get(name) == value
            for name, value in wanted.items()
        )
    ]  # fmt: skip
