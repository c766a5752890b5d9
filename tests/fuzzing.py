"""Feed a reader with sound documents that were spoiled at random, in the confined process.

`python -m tests.fuzzing FORMAT TIMES SEED` says what it fed, or, at the first document that is
neither read nor refused with one clear line, which turn it was and why.
"""

import io
import random
import re
import signal
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from unicodedata import category

from tests.documents import ARTICLE, TITLE, archive, docx, newspaper, paragraph, pdf, table
from yjstats.errors import BadDocument
from yjstats.reading.confined import confine
from yjstats.reading.document import Document
from yjstats.reading.limits import LIMITS
from yjstats.reading.registry import READERS, read_document

PAGE = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
PAGE += "".join(f"<p class=a>{text}</p>" for text in ARTICLE)
PAGE += "<table><tr><td>项目</td><td>123</td></tr></table></body></html>"
SOUND = {
    "txt": "\n".join([TITLE, *ARTICLE]).encode("gb18030"),
    "html": PAGE.encode(),
    "docx": docx("".join(map(paragraph, [TITLE, *ARTICLE])) + table(("项目", "123"))),
    "pdf": pdf(newspaper(ARTICLE, [60, 320], 20, 80), newspaper(ARTICLE, [60], 40, 80)),
}
ODD = (
    b"\0", b"\xff\xfe", b"\x1b[31m", b"\xe2\x80\xae", b"&#0;", b"&#x110000;", b"<![CDATA[", b"]]>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<table>" * 300, b"<w:p>" * 300, b"</body>", b"<!--",
    b"/Kids[2 0 R 2 0 R]", b"/Type/Pages", b"9 0 R", b"stream\n", b"endobj\n", b"<<" * 200,
    b"[" * 500, b"(" * 500, b"/Rotate 90", b"=HYPERLINK(1)", b"<script>alert(1)</script>",
)  # fmt: skip
CONTROL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"4294967296", b"99999999999999999999", b"1e999")


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return a document with a few faults of any kind."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _inside(data, chance)
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(WAYS)(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _part(data: bytes, chance: random.Random) -> slice:
    start = chance.randint(0, len(data))
    return slice(start, min(len(data), start + chance.choice((1, 5, 40, 400))))


def _drop(data: bytes, chance: random.Random) -> bytes:
    part = _part(data, chance)
    return data[: part.start] + data[part.stop :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    part = _part(data, chance)
    return data[: part.stop] + data[part] * chance.choice((1, 3, 200)) + data[part.stop :]


def _move(data: bytes, chance: random.Random) -> bytes:
    part, place = _part(data, chance), chance.randint(0, len(data))
    return data[:place] + data[part] + data[place:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(ODD) + data[place:]


def _number(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"[0-9]+", data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(NUMBERS) + data[one.end() :]


def _element(data: bytes, chance: random.Random) -> bytes:
    """Leave out, repeat or nest an element, so that markup stays well-formed."""
    found = list(re.finditer(rb"<([\w:]+)[ >].*?</\1>", data, re.S))
    if not found:
        return data
    one = chance.choice(found)
    name, whole = one[1], one[0]
    made = chance.choice(
        (b"", whole * 2, whole * 50, (b"<%s>" % name) * 99 + (b"</%s>" % name) * 99)
    )
    return data[: one.start()] + made + data[one.end() :]


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Spoil what a DOCX has inside, so that the fault gets beyond the archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            members = {name: found.read(name) for name in found.namelist()}
    except Exception:
        return _flip(data, chance)
    return archive({name: spoil(text, chance) for name, text in members.items()})


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _drop, _repeat, _move, _cut, _insert, _number, _element, _element,
)  # fmt: skip


def judge(data: bytes, name: str) -> tuple[str, str]:
    """Read a document; return what came of it, and what is wrong with that: blank where nothing."""
    try:
        read = read_document(data, name)
    except BadDocument as error:
        told = [error.text("zh"), error.text("en")]
        return "refused", "" if all(text.isprintable() for text in told) else f"the message {told}"
    except (MemoryError, RecursionError):
        return "refused", ""  # which the confined process tells as too greedy
    except Exception:
        return "failed", traceback.format_exc()
    return "read", _judged(read)


def _judged(read: Document) -> str:
    if not read.text or len(read.text) > LIMITS.chars:
        return f"a text of {len(read.text)} characters"
    told = "".join((read.title, read.publisher, read.author))
    odd = {c for c in read.text if category(c) in CONTROL} - {"\n", "\t"}
    odd |= {c for c in told if category(c) in CONTROL}
    return f"characters of control: {odd!r}" if odd else ""


def main() -> None:
    form, times, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    import_module(READERS[form].module)  # type: ignore[index]
    confine(LIMITS)
    outcomes: Counter[str] = Counter()
    for turn in range(times):
        chance = random.Random(f"{seed} {form} {turn}")
        signal.setitimer(signal.ITIMER_PROF, LIMITS.seconds)  # which ends us where it runs out
        outcome, why = judge(spoil(SOUND[form], chance), f"a.{form}")
        if why:
            print(f"{form}, seed {seed}, turn {turn}: {why}")
            sys.exit(1)
        outcomes[outcome] += 1
    print(f"{form}: {outcomes['read']} read, {outcomes['refused']} refused")


if __name__ == "__main__":
    main()
