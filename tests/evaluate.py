"""Print how well the program reads: `make eval` (ARTICLES names the folder of the articles)."""

import sys
from pathlib import Path

import pandas as pd

from yjstats import load
from yjstats.curation.rereading import read_again
from yjstats.curation.score import confusion, missed, score
from yjstats.curation.study import leave_one_out
from yjstats.paths import find_project
from yjstats.registers import SOURCES, read_articles
from yjstats.tables import read_table

SHOWN = [
    "statistics", "precision", "recall", "f1", "value", "unit", "bounds", "measure", "period",
    "basis", "recipient", "indicator_f1",
]  # fmt: skip


def main(articles: Path) -> None:
    """Print scores by domain, confusions, misses and the leave-one-article-out study."""
    project = find_project(Path(__file__).resolve().parents[1])
    registers, _ = read_table(project.sources, SOURCES)
    texts = read_articles(articles, [row for row in registers if row["kind"] != "digest"])
    gold = load("curated", project.root)
    gold = gold[gold["source_id"].isin(texts)]
    read = read_again(texts, registers)
    pd.set_option("display.width", 220, "display.max_columns", 30, "display.max_colwidth", 60)
    print(f"{len(texts)} articles, curated figures as gold (disputed ones apart)\n")
    print(score(gold, read).set_index("domain")[SHOWN].to_string(na_rep=""))
    print("\nindicators taken for others\n")
    print(confusion(gold, read).to_string(index=False))
    print("\nmissed and wrong\n")
    print(missed(gold, read).to_string(index=False))
    print("\neach article read without the words that it alone has\n")
    study = leave_one_out(gold, texts, registers).set_index(["source_id", "lexicon"])
    print(study[["words", *SHOWN]].to_string(na_rep=""))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
