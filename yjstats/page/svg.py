"""Make matplotlib's SVG part of a page: small, in the page's colours, without inline styles."""

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup

# What a chart draws in the colours of paper and ink follows the page's theme; the rest is data.
THEMED = {
    "#ffffff": "var(--paper)",
    "#222222": "var(--ink)",
    "#000000": "var(--ink)",
    "#555555": "var(--muted)",
    "#8a8a8a": "var(--muted)",
    "#e6e6e6": "var(--faint)",
}
KEPT = frozenset(
    ("fill", "fill-opacity", "font-size", "font-style", "font-weight", "opacity", "stroke",
     "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
     "stroke-opacity", "stroke-width", "text-anchor")
)  # fmt: skip
NUMBER = re.compile(r"-?\d+\.\d+")
NUMERIC = ("d", "x", "y", "width", "height", "transform", "points", "viewBox", "cx", "cy", "r")
LETTER = re.compile(r" ?(\b[MLCQz]\b) ?")
TURNED = re.compile(r"rotate\(-?0 [^)]*\)")
USUAL = (
    ("text-anchor", "start"),
    ("stroke-linejoin", "round"),
    ("stroke-linecap", "butt"),
    ("fill", "var(--ink)"),
)  # fmt: skip - what an element inherits
REFERENCE = re.compile(r"#([\w-]+)")


def inline(svg: str, prefix: str, label: str, box: str = "") -> Markup:
    """Return an SVG of matplotlib as an element that a page with a strict policy can hold.

    Style attributes become presentation attributes, which no Content-Security-Policy forbids;
    names get a prefix of their own; colours of paper and ink become the page's; text stays text.

    Parameters
    ----------
    svg : str
        As matplotlib writes it with `svg.fonttype` none.
    prefix : str
        Of the ids of this drawing, unlike those of the others of the page.
    label : str
        What the drawing shows, for those who cannot see it.
    box : str
        The part that is shown, as a viewBox; all of it where empty.

    Returns
    -------
    Markup
        An `<svg>` element.
    """
    root = ET.fromstring(svg)
    named = {element.get("id", ""): f"{prefix}{n}" for n, element in enumerate(root.iter())}
    used = set(re.findall(r"#([\w-]+)[\")]", svg))
    for element in list(root.iter()):
        _plain(element, named, used)
    root[:] = _slim(root)
    box = box or root.get("viewBox", "")
    root.attrib.clear()
    root.attrib |= {
        "viewBox": box, "role": "img", "aria-label": label, "fill": "var(--ink)",
        "stroke-linejoin": "round", "stroke-linecap": "butt",
    }  # fmt: skip
    _without_space(root)
    return Markup(ET.tostring(root, encoding="unicode"))


def _plain(element: ET.Element, named: dict[str, str], used: set[str]) -> None:
    """Rewrite one element: no namespaces, no style attribute, short numbers, own names."""
    element.tag = element.tag.rpartition("}")[2]
    told = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    for part in told.pop("style", "").split(";"):
        name, _, value = (piece.strip() for piece in part.partition(":"))
        if name in KEPT:
            told[name] = value
    if told.get("id") not in used:
        told.pop("id", None)
    element.attrib.clear()
    for name, told_value in told.items():
        value = _value(name, told_value, named)
        if value and (name, value) not in USUAL:
            element.set(name, value)


def _value(name: str, value: str, named: dict[str, str]) -> str:
    if name in NUMERIC:
        value = " ".join(NUMBER.sub(lambda found: short(float(found[0])), value).split())
        return TURNED.sub("", LETTER.sub(r"\1", value)).strip()
    if name == "id":
        return named[value]
    if "#" in value and name in ("href", "clip-path", "fill") and value not in THEMED:
        return REFERENCE.sub(lambda found: "#" + named.get(found[1], found[1]), value)
    return THEMED.get(value, value).removesuffix("px")


def short(number: float) -> str:
    """Return a number as drawings tell it: to a tenth."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _slim(parent: ET.Element) -> list[ET.Element]:
    """Return the children of an element without those that show nothing, groups dissolved."""
    kept: list[ET.Element] = []
    for child in parent:
        if child.tag in ("metadata", "style") or (child.tag == "path" and _unseen(child)):
            continue
        child[:] = _slim(child)
        if child.tag == "g" and not child.attrib:
            kept += child
        elif len(child) or child.attrib or (child.text or "").strip():
            kept.append(child)
    return kept


def _unseen(path: ET.Element) -> bool:
    """Tell whether a path shows nothing: no line, or the ground that the page has anyway."""
    return not path.get("d") or (path.get("fill") == "var(--paper)" and not path.get("stroke"))


def _without_space(root: ET.Element) -> None:
    """Remove white space between elements."""
    for element in root.iter():
        if element.tag != "text" and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
