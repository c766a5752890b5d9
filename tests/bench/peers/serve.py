"""Run one of the peers on texts and say how long it took; started by tests/bench/extraction.py.

Runs in the peers' own environment. Each line of standard input is {"peer": …, "texts": […]}, each
line of standard output {"seconds": …} or {"error": …}.
"""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from time import process_time

Run = Callable[[str], object]


def jionlp() -> Run:
    """Numbers (money) and times, as jionlp finds them in running text."""
    import jionlp as jio

    def run(text: str) -> object:
        return jio.ner.extract_money(text), jio.ner.extract_time(text)

    return run


def recognizers() -> Run:
    """Numbers, percentages, money, dimensions and times; a line at a time, as it is quadratic."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    every = (
        recognize_number, recognize_percentage, recognize_currency, recognize_dimension,
        recognize_datetime,
    )  # fmt: skip

    def run(text: str) -> object:
        return [one(line, "zh-cn") for line in text.splitlines() if line.strip() for one in every]

    return run


PEERS: dict[str, Callable[[], Run]] = {"jionlp": jionlp, "recognizers": recognizers}


def main() -> None:
    """Answer each line of standard input."""
    ready: dict[str, Run] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                if asked["peer"] not in ready:
                    ready[asked["peer"]] = PEERS[asked["peer"]]()
                    ready[asked["peer"]](
                        "2023年培训教师120名，投入3亿元。"
                    )  # models are loaded here
                start = process_time()
                for text in asked["texts"]:
                    ready[asked["peer"]](text)
                told = {"seconds": process_time() - start}
        except Exception as error:  # whatever a peer does, the table goes on
            told = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
