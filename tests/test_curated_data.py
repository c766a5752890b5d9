"""The data themselves: complete, true to their words, without a sentence of an article."""

import re
from decimal import Decimal

import pytest

from tests.conftest import ROOT
from yjstats import sources
from yjstats.codebook import cells_of
from yjstats.loading import readings

MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# Written with Chinese numerals: read here by hand, once more than in curated.csv.
IN_WORDS = {
    "翻一番": 2, "两项": 2, "两批": 2, "数百名": 100, "数千名": 1000, "十余家": 10, "百余户": 100,
    "百万人次": 10**6,
}  # fmt: skip
SURFACE = re.compile(r"([0-9.]+)([十百千万亿]*)(余|多|几)?([万亿]*)(余|多)?(.*)", re.DOTALL)


def read(surface: str) -> tuple[Decimal, str]:
    """Return the number and the unit word of a surface, by rules simpler than any extractor's."""
    text = "".join(surface.split())
    if text in IN_WORDS:
        return Decimal(IN_WORDS[text]), ""
    match = SURFACE.fullmatch(text)
    assert match, surface
    number, first, _, second, _, unit = match.groups()
    value = Decimal(number)
    for magnitude in first + second:
        value *= MAGNITUDES[magnitude]
    return value, unit


def test_every_statistic_has_a_row(curated):
    counts = curated.groupby("source_id", observed=True).size()
    assert counts.to_dict() == {
        "wenzhou": 46, "taizhou": 37, "quzhou": 12, "jiaxing": 47, "huzhou": 43,
    }  # fmt: skip
    assert curated["status"].value_counts().to_dict() == {"accepted": 168, "conflict": 17}


def test_every_value_is_the_number_that_its_surface_writes(curated):
    factors = {row["word"]: Decimal(row["factor"]) for row in cells_of("unit_words")}
    for row in curated.to_dict("records"):
        number, word = read(row["surface"])
        expected = number * factors.get(word, Decimal(1))
        assert Decimal(repr(row["value"])) == expected, row["surface"]


def test_an_approximator_inside_the_surface_is_in_the_qualifier(curated):
    for row in curated.to_dict("records"):
        inside = re.search(r"[0-9十百千万亿][余多几]|^[数几]", row["surface"].replace("\n", ""))
        assert (row["qualifier"] == "over") == bool(inside), row["surface"]


def unit_of_last_digit(value: float) -> Decimal:
    """Return one unit of the last digit of a number that is not zero."""
    _, digits, exponent = Decimal(repr(value)).as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Decimal(10) ** (int(exponent) + zeros)


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("over", 0, 1), ("nearly", -1, 0), ("about", Decimal("-0.5"), Decimal("0.5"))],
)
def test_bounds_are_those_that_the_approximator_implies(curated, qualifier, low, high):
    vague = ("数百名", "数千名")  # [X, 10X], not one unit of the last digit
    rows = curated[(curated["qualifier"] == qualifier) & ~curated["surface"].isin(vague)]
    assert len(rows) >= (1 if qualifier == "about" else 4)
    for row in rows.to_dict("records"):
        unit = unit_of_last_digit(row["value"])
        value = Decimal(repr(row["value"]))
        assert Decimal(repr(row["low"])) == value + low * unit, row["surface"]
        assert Decimal(repr(row["high"])) == value + high * unit, row["surface"]


def test_every_disputed_figure_has_its_other_reading(curated):
    disputed = set(curated.loc[curated["status"] == "conflict", "obs_id"])
    assert set(readings(ROOT)["obs_id"]) == disputed


def test_ids_are_of_the_place(curated):
    assert curated["obs_id"].is_unique
    assert curated["obs_id"].str.fullmatch("o[0-9a-f]{12}").all()


def test_periods_of_taizhous_box_follow_its_words(curated):
    rows = curated[curated["source_id"] == "taizhou"].set_index("surface")
    assert str(rows.loc["66个", "period_start"].date()) == "2022-06-01"
    assert str(rows.loc["13.8万吨", "period_end"].date()) == "2022-10-31"


# ---------------------------------------------------------------- digests

DIGESTS = sorted((ROOT / "data/raw/articles").glob("*-digest.txt"))


def han(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff0-9A-Za-z.%]", "", text)


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_reports_the_figures_of_its_article(path, curated):
    text = path.read_text(encoding="utf-8")
    assert 400 <= len(text) <= 1200
    surfaces = curated.loc[curated["source_id"] == path.stem.removesuffix("-digest"), "surface"]
    told = [surface for surface in surfaces if "".join(surface.split()) in text]
    assert len(told) >= min(25, len(surfaces) - 1)


def test_every_article_has_a_digest():
    register = sources(ROOT)
    digests = register[register["kind"] == "digest"]
    articles = register[register["kind"] == "article"]
    assert digests["digest_of"].tolist() == articles["source_id"].tolist()
    assert len(DIGESTS) == len(digests) == 5


def test_no_digest_carries_words_over_from_an_article(articles):
    known = set()
    for path in articles.glob("*.txt"):
        text = han(path.read_text(encoding="utf-8"))
        known |= {text[i : i + 14] for i in range(len(text) - 13)}
    for path in DIGESTS:
        text = han(path.read_text(encoding="utf-8"))
        assert not known & {text[i : i + 14] for i in range(len(text) - 13)}, path.name


def test_sources_know_their_articles(articles):
    from yjstats.registers import checksum

    register = sources(ROOT).set_index("source_id")
    for path in articles.glob("*.txt"):
        text = path.read_bytes().decode("utf-8")
        assert register.loc[path.stem, "sha256"] == checksum(text)
        assert register.loc[path.stem, "chars"] == len(text)
