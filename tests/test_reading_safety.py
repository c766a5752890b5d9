"""Documents are hostile until read: formats that are refused, limits, nothing fetched or run."""

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.conftest import ROOT
from tests.documents import ARTICLE, FUNDS, TITLE, docx, newspaper, paragraph, pdf
from yjstats.errors import BadDocument, UsageError
from yjstats.reading import LIMITS, detect, read_apart, read_document, read_file
from yjstats.text import messages

PAGE = f"<html><meta charset=utf-8><h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in ARTICLE)
WHOLE = {
    "a.txt": "\n".join([TITLE, *ARTICLE]).encode(),
    "a.html": PAGE.encode(),
    "a.docx": docx("".join(paragraph(text) for text in [TITLE, *ARTICLE])),
    "a.pdf": pdf([(60, 90, 24, TITLE), *newspaper(ARTICLE, [60, 310], 22, 130)]),
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_four_formats_of_one_article_give_one_text(name):
    document = read_document(WHOLE[name], name)
    assert document.format == name[2:]
    assert document.text == "\n".join([TITLE, *ARTICLE])
    assert document.title == TITLE


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_read_apart_gives_the_same(name, tmp_path):
    (tmp_path / name).write_bytes(WHOLE[name])
    assert read_file(tmp_path / name) == read_document(WHOLE[name], name)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF89a", "picture"),
        (b"Rar!\x1a\x07", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n<html>", "mhtml"),
        (b"\0\0\0", "undecodable"),
        (b"\xe7\xff", "undecodable"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf", ""])
def test_what_is_not_read_is_told_with_what_to_do(data, why, name):
    with pytest.raises(BadDocument) as caught:
        read_document(data, name)
    assert caught.value.why == why
    assert str(caught.value).startswith(name or "-")


def test_every_reason_has_a_message_and_every_message_a_reason():
    files = [*(ROOT / "yjstats/reading").glob("*.py"), *(ROOT / "yjstats/corpus").glob("*.py")]
    code = "".join(path.read_text("utf-8") for path in files)
    raised = set(re.findall(r'BadDocument\("(\w+)"', code))
    raised |= set(re.findall(r'"bad": "(\w+)"', code)) | set(re.findall(r'b".*", "(\w+)"\)', code))
    raised |= {"locked_pdf", "crashed", "too_slow", "damaged_pdf", "failed"}
    said = {key.removeprefix("document.") for key in messages() if key.startswith("document.")}
    assert raised == said


def test_the_format_of_a_page_without_a_doctype_is_told_by_its_name_or_its_tags():
    assert detect(b"<p>x</p>", "a.HTM") == "html"
    assert detect(b"\n<html lang=zh>") == "html"
    assert detect("收入<p>成本".encode(), "a.txt") == "txt"


def test_a_name_cannot_drive_a_terminal():
    with pytest.raises(BadDocument) as caught:
        read_document(b"", "a\x1b[2J\n\u202e.txt")
    assert str(caught.value).isprintable()


def test_a_report_cannot_drive_a_terminal():
    data = f"{TITLE}\n编辑：\x1b]0;x\x07李四\n{FUNDS}".encode()
    assert all(line.isprintable() for line in read_document(data).report())


def test_a_missing_library_is_told_with_how_to_install_it(monkeypatch):
    for library in ("pypdfium2", "selectolax.lexbor"):
        monkeypatch.setitem(sys.modules, library, None)
    for name in ("a.html", "a.pdf"):
        with pytest.raises(BadDocument, match=re.escape('pip install "yjstats[readers]"')):
            read_document(WHOLE[name], name)
    for name in ("a.txt", "a.docx"):  # these need none
        assert read_document(WHOLE[name], name).title == TITLE


def test_importing_the_readers_loads_no_library():
    code = (
        "import sys, yjstats.reading; print({'pypdfium2', 'selectolax', 'pandas'} & {*sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


HOSTILE = """
import socket, sys
def refuse(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess", "os.system")):
        print("ATTEMPT", event, arguments)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        print("WRITES", arguments)
from tests.test_reading_safety import NOSY, WHOLE
from yjstats.reading import read_document
for name, data in {**WHOLE, **NOSY}.items():
    read_document(data, name)
sys.addaudithook(refuse)
for name, data in {**WHOLE, **NOSY}.items():
    read_document(data, name)
print("read")
"""
NOSY = {
    "nosy.html": (
        "<html><head><base href=http://127.0.0.1:9/><link rel=stylesheet href=x.css>"
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><script src=x.js></script>"
        f"</head><body onload=go()><p>{FUNDS}<img src=x.png><iframe src=file:///etc/hostname>"
    ).encode(),
    "nosy.pdf": pdf(
        [(60, 90, 12, FUNDS)],
        extra=b"/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>/AA<</WC<</S/Launch/F(x)>>>>",
    ),
    "nosy.docx": docx(
        paragraph(FUNDS),
        **{"word/_rels/document.xml.rels": b'<x Target="http://127.0.0.1:9/x"/>'},
    ),
}


def test_nothing_is_fetched_started_or_written():
    told = subprocess.run([sys.executable, "-B", "-c", HOSTILE], cwd=ROOT, check=False,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert told.stdout == "read\n", told.stderr


CONFINED = """
import sys
from yjstats.reading.confined import confine
from yjstats.reading.limits import Limits
import resource, signal, socket, subprocess, os
confine(Limits(seconds=30))
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: open(sys.argv[1], "w").write("x" * 99999),
):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__)
"""


def test_the_process_that_reads_can_neither_call_out_nor_write(tmp_path):
    told = subprocess.run([sys.executable, "-c", CONFINED, tmp_path / "out"], check=True,
                          capture_output=True, text=True)  # fmt: skip
    assert told.stdout.split() == ["PermissionError"] * 4
    assert not list(tmp_path.iterdir())


def test_a_reader_that_needs_too_much_memory_is_stopped():
    many = "<html>" + "<br>" * 300_000 + FUNDS
    with pytest.raises(BadDocument) as caught:
        read_apart(many.encode(), "a.html", replace(LIMITS, nodes=10**9, memory=80_000_000))
    assert caught.value.why in {"too_greedy", "crashed"}


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    from yjstats.reading import apart

    endless = (sys.executable, "-c",
               "import yjstats.reading.confined as c; from yjstats.reading import LIMITS\n"
               "from dataclasses import replace; c.confine(replace(LIMITS, seconds=1))\n"
               "while True: pass")  # fmt: skip
    monkeypatch.setattr(apart, "COMMAND", endless)
    with pytest.raises(BadDocument) as caught:
        read_apart(b"x", "a.txt")
    assert caught.value.why == "too_slow"


def test_a_reader_that_crashes_is_one_clear_error(monkeypatch):
    from yjstats.reading import apart

    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(BadDocument) as caught:
        read_apart(b"x", "a.txt")
    assert caught.value.why == "crashed"
    assert "a.txt" in str(caught.value)


def test_a_bad_document_read_apart_is_the_same_error():
    with pytest.raises(BadDocument) as here:
        read_document(b"%PDF-1.4", "a.pdf")
    with pytest.raises(BadDocument) as apart:
        read_apart(b"%PDF-1.4", "a.pdf")
    assert str(here.value) == str(apart.value)
    assert here.value.text("en") == apart.value.text("en")


def test_a_module_in_the_working_folder_is_never_run(tmp_path, monkeypatch):
    for name in ("yjstats", "json", "selectolax"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert read_apart(WHOLE["a.html"], "a.html").title == TITLE
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf"])
def test_three_hundred_spoiled_documents_are_each_read_or_refused_in_one_line(form):
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.fuzzing", form, "300", "1"],
        cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    found = re.fullmatch(rf"{form}: ([0-9]+) read, ([0-9]+) refused\n", told.stdout)
    assert found is not None, told.stdout + told.stderr
    assert int(found[1]) + int(found[2]) == 300
    assert min(int(found[1]), int(found[2])) >= 10  # neither all sound nor all beyond reading


def test_only_a_regular_file_is_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(UsageError):
            read_file(path)
    for path in (tmp_path / "nothing", tmp_path / ("x" * 999), "a\0b"):
        with pytest.raises(UsageError, match="无法读取"):
            read_file(path)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UsageError):
        read_file(tmp_path / "loop")


def test_a_file_that_is_too_large_is_not_even_read_whole(tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(10**10)
    with pytest.raises(BadDocument, match=r"large\.txt"):
        read_file(tmp_path / "large.txt")
