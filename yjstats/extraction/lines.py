"""Join the lines that break a sentence, and make wide signs narrow, each character in its place."""

import re

from yjstats.extraction.rules import Rules

# Wide forms of ASCII and odd spaces, one character for one, so that offsets stay.
_NARROW = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NARROW |= dict.fromkeys("\u3000\xa0\t\x0b\x0c\ufeff\u200b\u2009\u2002", " ")
_NARROW |= {"\u2236": ":", "\ufe6a": "%", "\u301c": "~", "\u223c": "~", "\u201f": "\u201d"}
_NARROW |= dict.fromkeys("\u2014\u2013\u2212\u2500", "-")
_WIDE = re.compile(f"[{re.escape(''.join(_NARROW))}]")

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_GAP = re.compile(r"(?<=[0-9%+])  ?(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])  ?(?=[0-9])")
_SPACES = re.compile(" +")
ENDS = "。!?;:…"
_ENDS = frozenset(ENDS)
MIDDLE = ",、。;!?)”%"  # no sentence begins with one of these
CLOSES = "”’』」)》】\"'"
_BULLET = (
    r"[-•·*●■◆▲○★※>]|[(]?[一二三四五六七八九十]{1,3}[、)]|[(]?\d{1,2}[、.)](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|<line_begins>"
)
_PROSE = re.compile("[,、。;]")
_NOTED = re.compile(r"[。!?…]\([^()]+\)$")  # who wrote it, behind the last sentence
LONGEST_NOTE = 60
# A number that stands alone above what it counts, as in a list of figures: ●7.92亿元.
_LONE = (
    "(?:[●■◆▲★○•·] ?)?<line_bound>?[0-9][0-9.,]*[余多]?[百千万亿]{0,2}[余多]?"
    "(?:(?!<not_lone>)[\u4e00-\u9fff]{1,2}|%)"
)
_HALF = "(?:[0-9〇零一二两三四五六七八九十百千万亿几数.]|<line_bound>)$"
_OTHER_HALF = "[0-9.余多几十百千万亿%]|<line_unit>"
_CUT = re.compile(r"[\u4e00-\u9fff](?:[0-9]+\.)?[0-9]+$")
_CUT_OFF = "[余多几]?[万亿]<cut_myriad>|余<cut_over>"
NARROW_LINE = 8


def narrow(text: str) -> str:
    """Return a text with narrow signs; a news text has few of the wide ones, but those often."""
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _NARROW[wide])
    return text


def full_lines(text: str) -> list[tuple[int, str, bool]]:
    """Return the lines that are not blank: offset, words, whether a blank line stands before."""
    found: list[tuple[int, str, bool]] = []
    last = -1
    for match in _LINE.finditer(text):
        words = match.group()
        bare = words.strip()
        if not bare:
            continue
        start = match.start() + len(words) - len(words.lstrip())
        gap = text.count("\n", last, start) if last >= 0 else 0
        found.append((start, bare, gap > 1))
        last = start + len(bare)
    return found


def in_column(lines: list[tuple[int, str, bool]]) -> list[bool]:
    """Tell which lines stand in a narrow column: several in a row, all about equally long."""
    marked = [False] * len(lines)
    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and not lines[number][2]:
            continue
        lengths = [len(line) for _, line, _ in lines[start:number]]
        if len(lengths) >= 3:
            widest = max(lengths)
            full = sum(length >= widest - 2 for length in lengths)
            if NARROW_LINE <= widest <= 60 and full * 2 >= len(lengths):
                for place in range(start, number):
                    marked[place] = lengths[place - start] >= widest - 3
        start = number
    return marked


def goes_on(
    line: str, after: str, blank: bool, column: bool, joined: bool, ending: bool, rules: Rules
) -> bool:
    """Tell whether a sentence goes on in the next line; `ending`: whether lines end sentences."""
    if line[-1] in ENDS or (line[-1] in CLOSES and line[-2:-1] in _ENDS):
        return False
    noted = line[-1] == ")" and _NOTED.search(line[-LONGEST_NOTE:])
    if noted or rules.patterns[_BULLET].match(after):
        return False
    cut = rules.patterns[_CUT_OFF].match(after) and _CUT.search(line[-20:])
    if cut or ("一" <= after[0] <= "龥" and rules.patterns[_LONE].fullmatch(line)):
        return True
    prose = joined or bool(_PROSE.search(line))
    halved = rules.patterns[_HALF].search(line[-4:]) and rules.patterns[_OTHER_HALF].match(after)
    if (halved and (prose or column)) or after[0] in MIDDLE or (column and not blank):
        return True
    if ending or not prose or len(line) < NARROW_LINE:
        return False
    return not blank or bool(_PROSE.search(after[:60]))


def chunks(line: str, every: bool = False) -> list[tuple[int, int]]:
    """Return the parts of a line between the spaces beside a number, or between all spaces."""
    found, last = [], 0
    if " " in line:
        for gap in (_SPACES if every else _GAP).finditer(line):
            found.append((last, gap.start()))
            last = gap.end()
    found.append((last, len(line)))
    return found
