"""The word lists of the codebook, one word a line: what texts are cut by, and what is left out."""

import re
from pathlib import Path

from yjstats.codebook import FOLDER, OWN
from yjstats.codebook.own import Own, in_use
from yjstats.errors import Fault
from yjstats.tables import Row, decode

LINE = {  # of words.txt as jieba has it; its frequency and its part of speech may be left out
    "words": re.compile(r"(?P<word>\S+)( (?P<frequency>[0-9]{1,9}))?( (?P<tag>[a-z]+))?"),
    "stopwords": re.compile(r"(?P<word>\S+)"),
}


def word_list(name: str, folder: Path = FOLDER, own: Own = ()) -> tuple[list[Row], list[Fault]]:
    """Return the words of one list, and all that is wrong with its files.

    Parameters
    ----------
    name : {"words", "stopwords"}
    folder : Path
        The packaged files, or a folder with files of the same names.
    own : tuple of (str, bytes)
        A project's own files; their words follow.

    Returns
    -------
    rows : list of Row
        `word`, and in `line` the line as it stands.
    faults : list of Fault
        Checks `missing_file`, `undecodable`, `not_a_word`, `duplicate`, `known_already`.
    """
    file = f"{name}.txt"
    try:
        parts = [(f"codebook/{file}", (folder / file).read_bytes())]
    except FileNotFoundError:
        return [], [Fault("missing_file", f"codebook/{file}")]
    parts += [(f"{OWN}/{file}", data) for found, data in own if found == file]
    first: dict[str, Row] = {}
    faults = []
    for told, data in parts:
        text = decode(data)
        if text is None:
            faults.append(Fault("undecodable", told))
        for number, line in enumerate((text or "").splitlines(), 1):
            if not line.strip():
                continue
            match = LINE[name].fullmatch(line.rstrip())
            if match is None:
                faults.append(Fault("not_a_word", told, number, value=line))
                continue
            row = Row(number, {"word": match["word"], "line": match[0]}, told)
            other = first.setdefault(row["word"], row)
            if other is not row and other.file == told:
                faults.append(
                    Fault("duplicate", told, number, "", row["word"], {"line": other.line})
                )
            elif other is not row:
                where = (told, number, "", row["word"])
                faults.append(Fault("known_already", *where, expected={"file": other.file}))
    return list(first.values()), faults


def lines_of(name: str) -> list[str]:
    """Return the lines of one list of the codebook in use."""
    return [row["line"] for row in word_list(name, own=in_use())[0]]
