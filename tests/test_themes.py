"""What each city's text stresses: hand-written texts, weights computed by hand."""

from math import log, sqrt
from pathlib import Path

import pytest

from tests.conftest import ROOT, record, source
from yjstats import themes
from yjstats.charts.shows import stressed
from yjstats.charts.style import save_figure
from yjstats.charts.themes import themes_chart
from yjstats.comparison.texts import split_sentences
from yjstats.comparison.themes import (
    domain_of,
    domain_shares,
    present_shares,
    present_themes,
)
from yjstats.errors import UsageError
from yjstats.loading import sources
from yjstats.registers import checksum
from yjstats.tokens import stopwords

# Three texts: all have 教师; Wenzhou and Taizhou have 骆驼; 医院 and 乒乓球 one city each.
TEXTS = {
    "wenzhou": "温州市的教师，教师和骆驼。",
    "taizhou": "骆驼与骆驼；教师看骆驼，台州3家医院。",
    "quzhou": "教师和乒乓球。",
}


@pytest.fixture
def project(make_project):
    """Return a function that makes a project whose digests are these texts, and its folder."""

    def make(texts: dict[str, str]) -> Path:
        rows = [source(city) for city in texts]
        rows += [
            source(f"{city}-digest", city=city, kind="digest", digest_of=city,
                   chars=str(len(text)), sha256=checksum(text))
            for city, text in texts.items()
        ]  # fmt: skip
        for row in rows[: len(texts)]:
            row["sha256"] = checksum("article of " + row["source_id"])
        root = make_project(record(), sources=rows)
        (root / "data/raw/articles").mkdir(exist_ok=True)
        for city, text in texts.items():
            (root / f"data/raw/articles/{city}-digest.txt").write_text(text, "utf-8")
        return root

    return make


@pytest.fixture
def found(project):
    return themes(root=project(TEXTS))


def cell(found, city, term, column):
    return found.set_index(["city", "term"]).loc[(city, term), column]


def test_columns_and_types(found):
    assert found.dtypes.astype(str).to_dict() == {
        "city": "str", "term": "str", "count": "int64", "tfidf": "float64", "rank": "int64",
        "shared": "int64", "kind": "str",
    }  # fmt: skip


def test_counts_by_hand(found):
    told = [tuple(row) for row in found[["city", "term", "count", "shared"]].to_numpy()]
    assert sorted(told) == [
        ("quzhou", "乒乓球", 1, 1), ("quzhou", "教师", 1, 3), ("taizhou", "医院", 1, 1),
        ("taizhou", "教师", 1, 3), ("taizhou", "骆驼", 3, 2), ("wenzhou", "教师", 2, 3),
        ("wenzhou", "骆驼", 1, 2),
    ]  # fmt: skip


def test_weights_by_hand(found):
    everywhere, two, one = log(4 / 4) + 1, log(4 / 3) + 1, log(4 / 2) + 1
    assert everywhere == 1
    length = sqrt(2**2 + two**2)
    assert cell(found, "wenzhou", "教师", "tfidf") == pytest.approx(2 / length)
    assert cell(found, "wenzhou", "骆驼", "tfidf") == pytest.approx(two / length)
    length = sqrt((3 * two) ** 2 + 1 + one**2)
    assert cell(found, "taizhou", "骆驼", "tfidf") == pytest.approx(3 * two / length)
    assert cell(found, "quzhou", "乒乓球", "tfidf") == pytest.approx(one / sqrt(one**2 + 1))
    assert (found.assign(s=found["tfidf"] ** 2).groupby("city")["s"].sum() - 1).abs().max() < 1e-12


def test_ranks_and_kinds(found):
    assert cell(found, "taizhou", "骆驼", "rank") == 1
    assert cell(found, "taizhou", "医院", "rank") == 2
    assert cell(found, "taizhou", "教师", "kind") == "shared"
    assert cell(found, "taizhou", "骆驼", "kind") == "several"
    assert cell(found, "taizhou", "医院", "kind") == "distinctive"


def test_of_equal_weights_the_longer_term_is_first_then_the_order_of_characters(project):
    found = themes(root=project({"wenzhou": "医院，学校，名师工作室，骆驼。"}))
    assert found["term"].tolist() == ["名师工作室", "医院", "学校", "骆驼"]
    assert found["rank"].tolist() == [1, 2, 3, 4]


def test_names_of_cities_and_recipients_are_no_terms(project):
    text = "温州市、拜城县和拜城，阿克苏地区，一师九团、第一师：骆驼。"
    assert themes(root=project({"wenzhou": text}))["term"].tolist() == ["骆驼"]


def test_the_order_of_the_register_does_not_matter(project, found):
    turned = themes(root=project(dict(reversed(TEXTS.items()))))
    assert turned.equals(found)
    assert found["city"].drop_duplicates().tolist() == ["wenzhou", "taizhou", "quzhou"]


def test_top_limits_each_city(project):
    root = project(TEXTS)
    assert themes(root=root, top=1)["rank"].tolist() == [1, 1, 1]
    with pytest.raises(UsageError, match="0"):
        themes(root=root, top=0)


def test_articles_are_found_by_checksum_and_not_by_name(project, tmp_path):
    root = project(TEXTS)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "any name.txt").write_text("article of wenzhou", "utf-8")
    (folder / "taizhou.txt").write_text("骆驼", "utf-8")
    assert themes(folder, root)["city"].unique().tolist() == ["wenzhou"]
    (folder / "any name.txt").unlink()
    with pytest.raises(UsageError, match="原文"):
        domain_shares(folder, root)


def test_a_digest_that_was_changed_is_not_read(project):
    root = project(TEXTS)
    (root / "data/raw/articles/quzhou-digest.txt").write_text("骆驼", "utf-8")
    assert "quzhou" not in set(themes(root=root)["city"])


@pytest.mark.parametrize(
    ("sentence", "domain"),
    [
        ("医生和医院，一名教师。", "medical"),
        ("一名教师，一名医生。", "education"),  # equal: the first in the codebook's order
        ("天气很好。", "other"),
        ("招商引资。", "industry"),  # once, and not as 招商 again
        ("", "other"),
    ],
)
def test_the_domain_of_a_sentence(sentence, domain):
    assert domain_of(sentence) == domain


def test_shares_by_hand(project):
    shares = domain_shares(root=project({"wenzhou": "医 院好。\n\n学校！天\n气很好"}))
    told = shares[shares["sentences"] > 0][["domain", "sentences", "characters"]]
    assert [tuple(row) for row in told.to_numpy()] == [
        ("education", 1, 3), ("other", 2, 8),
    ]  # fmt: skip
    assert shares["share"].sum() == pytest.approx(1)
    assert shares["domain"].tolist()[-1] == "other"
    assert len(shares) == 10


def test_sentences_keep_words_that_a_line_break_cut():
    text = "断\n肢再植。医院！\r\n\r\n标题\n \n正文；末句"
    assert split_sentences(text) == ["断肢再植。", "医院！", "标题", "正文；", "末句"]
    assert split_sentences(" \n") == []


def test_a_project_without_digests_has_no_themes_and_a_chart_that_says_so(make_project, tmp_path):
    root = make_project()
    assert themes(root=root).empty
    assert domain_shares(root=root).empty
    assert present_themes(themes(root=root)).empty
    assert present_shares(domain_shares(root=root)).empty
    figure = themes_chart(*stressed(root=root), sources(root))
    assert [ax.texts[0].get_text() for ax in figure.axes[:5]] == ["没有文本"] * 5
    save_figure(figure, tmp_path / "a.png")


def test_tables_to_read(found):
    table = present_themes(found, "en")
    assert table.loc[0, "Taizhou"] == "骆驼 (3, several)"
    assert table.loc[2, "Wenzhou"] == ""
    assert present_themes(found).loc[1, "台州"] == "医院（1 次，少数市有）"


def test_the_digests_of_the_project():
    found, shares = themes(root=ROOT), domain_shares(root=ROOT)
    assert found.groupby("city").size().tolist() == [12] * 5
    assert found.equals(themes(root=ROOT))
    assert (shares.groupby("city")["share"].sum() - 1).abs().max() < 1e-12
    assert shares.groupby("city").size().tolist() == [10] * 5
    assert shares.set_index(["city", "domain"]).loc[("jiaxing", "medical"), "share"] > 0.3


def test_the_articles_give_terms_and_numbers_only(articles):
    found, shares = themes(articles, ROOT, 300), domain_shares(articles, ROOT)
    assert found["city"].nunique() == 5
    assert not found["term"].str.contains(r"\d").any()
    assert not set(found["term"]) & stopwords()
    assert found["term"].str.len().between(2, 9).all()
    assert (shares.groupby("city")["share"].sum() - 1).abs().max() < 1e-12
    assert "南孔文化" in set(found.query("city == 'quzhou' and rank <= 5")["term"])


def test_a_chart_of_the_articles_says_so(articles):
    figure = themes_chart(*stressed(articles, ROOT), sources(ROOT), "en", "of_articles")
    assert "the articles themselves" in figure._supxlabel.get_text()
