"""Put the page together: templates, style, script, and the policy that allows only these."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from yjstats import __version__
from yjstats.codebook import codebook
from yjstats.page.cell_html import cell_html
from yjstats.page.view import View
from yjstats.text import say
from yjstats.workbook.texts import FORBIDDEN

TEMPLATES = files("yjstats.page") / "templates"
EXPORT = re.compile(r"export\{[^}]*?(\w+) as jQuery\b[^}]*\};?")
OPENS = re.compile(r"<(?=!--|/?script)", re.IGNORECASE)


def render(views: list[View]) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    views : list of View
        One a language; the first is shown first.
    """
    style, script = make_style(), make_script()
    return templates().get_template("page.html").render(
        views=views, version=__version__, policy=policy(style, script),
        style=Markup(style), script=Markup(script),
    )  # fmt: skip


def templates() -> Environment:
    """Return the templates of the page, which escape all that they are given."""
    environment = Environment(
        loader=PackageLoader("yjstats.page"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_clean,
    )  # fmt: skip
    environment.globals.update(say=_say, cell=cell_html)
    return environment


@pass_context
def _say(context: Context, key: str) -> str:
    return say(key, context["view"].lang)


def _clean(value: object) -> object:
    """Leave out the control characters that no document may hold."""
    return value if isinstance(value, Markup) else FORBIDDEN.sub("", str(value))


def policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: this style, this script, pictures within, no more."""
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it."""
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(found).decode('ascii')}"


def make_style() -> str:
    """Return the style sheet, with the colour of each city."""
    book = codebook()
    colours = (f".c{n}{{--city:{book.colour(city)}}}" for n, city in enumerate(book.cities))
    return "\n".join([(TEMPLATES / "page.css").read_text(encoding="utf-8"), *colours])


@cache
def make_script() -> str:
    """Return the tables' library and the page's own script, as one module.

    The library is DataTables, in the bundle of `itables` (MIT); it exports jQuery, which has it.
    Nothing in it can be taken for the end or the beginning of a script by a reader of HTML.
    """
    library = (files("itables") / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    library, found = EXPORT.subn(r"const jQuery=\1;", library)
    if found != 1:
        raise RuntimeError("the bundle of itables exports no jQuery")  # another version: see tests
    own = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    return OPENS.sub(r"\\x3C", library) + "\n" + own
