"""Make the documents and the projects that `table.csv` names."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.documents import ARTICLE, TITLE, W, archive, docx, newspaper, paragraph, pdf

PLAIN = "\n".join([TITLE, *ARTICLE])
OTHER = "乙地的果园里，援建的冷库存下苹果1200吨，果农等到了好价钱。\n" * 2
LONG = "".join(chr(0x4E00 + random.Random(n).randrange(8000)) for n in range(600))


def _xml(body: str, head: str = "") -> bytes:
    return f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "good.txt": OTHER.encode,
    "empty.txt": lambda: b"",
    "spaces.txt": lambda: b" \n\t\n",
    "bom.txt": lambda: b"\xef\xbb\xbf",
    "ideographic-spaces.txt": "\u3000\n\u3000".encode,
    "zeros.txt": lambda: bytes(1000),
    "noise.txt": lambda: random.Random(1).randbytes(5000),
    "latin.txt": lambda: "Zürich, façade, naïve: 12 \xff".encode("latin-1"),
    "half-gb.txt": lambda: "一二三四五".encode("gb18030")[:-1] + b"\x80\xff",
    "long.txt": ("长" * 1_000_001).encode,
    "unseen.txt": "\u200b\u200b\ufeff\u200e".encode,
    "a.rtf": lambda: b"{\\rtf1 hello}",
    "a.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a.wps": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90),
    "a.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(90),
    "a.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(90),
    "a.gif": lambda: b"GIF89a" + bytes(90),
    "a.rar": lambda: b"Rar!\x1a\x07" + bytes(90),
    "a.7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(90),
    "a.gz": lambda: b"\x1f\x8b\x08" + bytes(90),
    "a.mht": lambda: b"From: saved\r\nMIME-Version: 1.0\r\n\r\n<html></html>",
    "picture-as.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(90),
    "zip-as.docx": lambda: archive({"a.txt": b"hello"}),
    "empty.docx": lambda: archive({}) or b"PK\x03\x04",
    "cut.docx": lambda: docx(paragraph(PLAIN))[:200],
    "no-text.docx": lambda: docx(""),
    "bomb.docx": lambda: archive({"word/document.xml": b"<" + b"a" * 80_000_000}),
    "ratio.docx": lambda: archive({"word/document.xml": _xml(paragraph("一" * 9_000_000))}),
    "members.docx": lambda: archive(
        {"word/document.xml": _xml(""), **{f"a{n}": b"" for n in range(2100)}}
    ),
    "entities.docx": lambda: archive(
        {"word/document.xml": _xml(paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a "bbb">]>')}
    ),
    "fetching.docx": lambda: archive(
        {
            "word/document.xml": _xml(
                paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a SYSTEM "http://localhost/a">]>'
            )
        }
    ),
    "laughing.docx": lambda: archive(
        {
            "word/document.xml": _xml(
                paragraph("&b;"), '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
            )
        }
    ),
    "deep.docx": lambda: docx("<w:p>" * 400 + "</w:p>" * 400),
    "not-xml.docx": lambda: archive({"word/document.xml": b"not xml <<<"}),
    "cut.pdf": lambda: b"%PDF-1.4\n1 0 obj\n<<",
    "noise.pdf": lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(3000),
    "no-text.pdf": lambda: pdf([]),
    "pages.pdf": lambda: pdf(*[newspaper(ARTICLE, [60], 40, 80)] * 65),
    "no-text.html": lambda: b"<html><body></body></html>",
    "script.html": lambda: b"<html><script>alert(1)</script><style>p{}</style></html>",
    "deep.html": lambda: b"<html>" + b"<div>" * 3000 + PLAIN.encode() + b"</div>" * 3000,
    "elements.html": lambda: b"<html>" + b"<p>1<b></b></p>" * 160_000,
    "half-gb.html": lambda: b"<html><meta charset=gbk><p>\x80\xff\xff\x80</p>" + bytes([0xFF] * 99),
    "same.txt": PLAIN.encode,
    "same-in-gb.txt": lambda: PLAIN.encode("gb18030"),
    "same.docx": lambda: docx("".join(map(paragraph, (TITLE, *ARTICLE)))),
    "near.txt": lambda: (PLAIN + LONG).replace("清单", "答卷").encode(),
}


def make_document(name: str, folder: Path) -> Path:
    """Write the document, or what stands in its place, and return its path."""
    path = folder / name
    match name:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "link-to-nothing":
            path.symlink_to(folder / "nowhere")
        case "huge.txt":
            with path.open("wb") as file:
                file.truncate(30_000_001)
        case "missing.txt" | "missing\x1b[31m.txt":
            pass
        case _:
            path.write_bytes(DOCUMENTS[name]())
    return path


def spoil(what: str, root: Path) -> None:
    """Do to a project what the table says."""
    if what:
        FAULTS[what](root)


def _write(name: str, data: str | bytes) -> Callable[[Path], object]:
    """Return what writes a file into a project."""
    data = data.encode() if isinstance(data, str) else data

    def write(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)

    return write


def _link_out(name: str) -> Callable[[Path], object]:
    """Return what moves a file or a folder out of a project and leaves a link in its place."""

    def link(root: Path) -> None:
        target = root.parent / Path(name).name
        os.rename(root / name, target)
        (root / name).symlink_to(target)

    return link


def _curated_ragged(root: Path) -> None:
    path = root / "data/raw/curated.csv"
    path.write_text(path.read_text("utf-8") + "a,b\n", "utf-8")


def _processed_is_a_file(root: Path) -> None:
    os.rename(root / "data/processed", root / "data/old")
    (root / "data/processed").write_text("x", "utf-8")


def _lock_is_a_link(root: Path) -> None:
    (root / ".yjstats-lock").unlink()
    (root / ".yjstats-lock").symlink_to(root.parent / "elsewhere")


TEXT, SOURCES = "data/private/articles/wenzhou-2024-05.txt", "data/raw/sources.csv"
OWN = "data/raw/codebook"
FAULTS: dict[str, Callable[[Path], object]] = {
    "no project": lambda root: os.rename(root / "data", root / "gone"),
    "text in the way": _write(TEXT, "mine"),
    "folder in the way": lambda root: (root / TEXT).mkdir(),
    "sources cut": _write(SOURCES, "source_id,kind\nx,y\n"),
    "sources binary": _write(SOURCES, b"\x80\xff\xff"),
    "sources open in Excel": _write("data/raw/~$sources.csv", ""),
    "sources read-only": lambda root: (root / SOURCES).chmod(0o444),
    "sources lead out": _link_out(SOURCES),
    "curated ragged": _curated_ragged,
    "codebook wrong": _write(f"{OWN}/cities.csv", "code,zh\nx,y\n"),
    "codebook unknown": _write(f"{OWN}/colours.csv", "a\n1\n"),
    "words wrong": _write(f"{OWN}/words.txt", "驼铃 巴扎\n援疆\n"),
    "private leads out": _link_out("data/private"),
    "copies lead out": _link_out("data/private/copies"),
    "processed is a file": _processed_is_a_file,
    "lock is a link": _lock_is_a_link,
}
