"""The codebook's lists, read by the package's own loader: every row of every file."""

from making import cell, code, table
from yjstats.codebook import COLUMNS, FIXED, JOINED, RULES, cells_of, codebook

TOLD = {
    "indicators": (
        "What is measured. A *flow* adds up over a period, a *stock* is a state at a date, a "
        "*ratio* is neither divided nor added up. Only what is *comparable* is ranked; a *key* "
        "indicator is in the summary; *near* is offered beside where a city does not report the "
        "indicator itself."
    ),
    "units": "Canonical units: every value of the frame is in one of them.",
    "scales": "In which unit numbers are shown: the value divided by the factor.",
    "unit_words": (
        "How texts write a unit, and by which factor a number is brought into the canonical one; "
        "`not_before` are characters behind the word that make it another word."
    ),
    "cities": "The cities that give aid.",
    "recipients": "The places that get it, and which is the main one of a city.",
    "reasons": (
        "What may stand against comparing a row, and whether it keeps totals or values per year "
        "from being ranked."
    ),
    "denominators": "What a figure may be divided by in `per_unit`.",
    "terms": "The closed lists of the frame's columns.",
    "domains": "Words that make a sentence one about a domain, for `themes`.",
    "numerals": "Characters of Chinese numerals.",
    "approximators": (
        "Words that make a number approximate, where they stand, and the qualifier that they give "
        "([bounds](../concepts.md#observation))."
    ),
    "nouns": "What is counted, where the number has no unit of its own.",
    "classifiers": (
        "The units of all nouns that a general classifier counts; beside any other noun, and where "
        "it has no row beside people, it keeps its own unit."
    ),
    "recipient_words": "How texts name the recipients.",
    "contexts": "Numbers that are no statistics: times, ordinals, names.",
    "cues": (
        "Words that decide something, by what they decide "
        "([the groups](../extraction.md#groups-of-words))."
    ),
    "periods": "Names of periods.",
    "batches": "The terms of the batches of cadres, by programme.",
    "boilerplate": "Lines with these words are not read.",
    "word_groups": "Groups that the lexicon refers to by `@name`.",
    "relative_years": "Years told from the day of publication.",
    "confidence": "What makes a reading more or less sure.",
    "lexicon": (
        "Which words make a number a figure of which indicator: see "
        "[how an entry reads](../extraction.md#the-way-of-a-number)."
    ),
}
FIXED_TOLD = "The code relies on it: a project cannot extend it."
JOINED_TOLD = "A project's row adds its words to the row of that name."


def lists() -> str:
    """Return the lists of the codebook, the indicators by domain."""
    return "\n".join(_list(name, COLUMNS[name]) for name in COLUMNS)


def words() -> str:
    """Return the lists that extraction reads by."""
    return "\n".join(_list(name, RULES[name]) for name in RULES)


def _list(name: str, columns: tuple[str, ...]) -> str:
    own = FIXED_TOLD if name in FIXED else JOINED_TOLD if name in JOINED else ""
    head = f"## {name}\n\n{' '.join(part for part in (TOLD.get(name, ''), own) if part)}\n"
    if name == "indicators":
        return "\n".join([head, *_indicators()])
    rows = [[_cell(column, row[column]) for column in columns] for row in cells_of(name)]
    return f"{head}\n{table([column.replace('_', ' ') for column in columns], rows)}"


def _cell(column: str, text: str) -> str:
    return code(text) if column == "code" else cell(text)


def _indicators() -> list[str]:
    parts = []
    for domain, names in codebook().terms["domain"].items():
        rows = [_indicator(r) for r in codebook().indicators.values() if r["domain"] == domain]
        if rows:
            header = ["indicator", "definition", "unit", "kind", "comparable", "key"]
            parts.append(f"### {names['zh']} · {names['en']}\n\n{table(header, rows)}")
    return parts


def _indicator(row: dict[str, str]) -> list[str]:
    book, key, near = codebook(), row["code"], row["near"]
    told = [row["definition_zh"], row["definition"]]
    beside = [f"near: [{code(near)}](#{near})"] if near else []
    return [
        _lines(f'<span id="{key}"></span>{code(key)}', cell(row["name_zh"]), cell(row["name_en"])),
        _lines(*map(cell, told), *beside),
        _lines(*(cell(book.name("unit", row["unit"], lang)) for lang in ("zh", "en"))),
        row["kind"],
        row["comparable"],
        row["key"],
    ]


def _lines(*parts: str) -> str:
    return "<br>".join(parts)
