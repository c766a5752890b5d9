"""See what stands round a quantity: its clause, and the words before and behind it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from yjstats.extraction.cues import tells
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules, Words

_DIGIT = re.compile("(?<!这)[0-9一二三四五六七八九十百千万亿]")
TOPIC, SUBJECT = 12, 36  # characters
# A clause that says nothing but a number, and when: its subject is the clause before.
_BARE = (
    "(?:[\u4e00-\u9fff]{2,3}(?=<whose>))?"  # 甲市现在有
    "(?:<only_when>|[0-9一二三四五六七八九十两几]{1,2}[年月](?:多|下来|来|间)?)*"
)
_LEFT = re.compile("[了吧呢啊左右上下之多 ]*")
FAR, BESIDE = 60, 10
EARLIER = 400  # characters: who is spoken of, in an interview or a report of many voices
QUESTION = 30  # characters: a longer question asks for more than a number
LONGEST = 40  # characters of a clause on each side: a longer run of words only lacks its signs
WINDOW = 240  # characters: no clause of a newspaper is longer, and no look at one may grow


@dataclass(slots=True, eq=False)
class Setting:
    """The words round a quantity, each as text of the page; what few ask for is made when asked.

    Attributes
    ----------
    before : str
        From the clause's start, or the mention before, to the quantity.
    after : str
        From the quantity to the clause's end, or the next mention.
    clause, sentence : str
        sentence reaches from its start, or the semicolon before, to the end of the clause.
    lead : str
        From the clause's start to the quantity, earlier mentions in it included.
    first, last : bool
        Whether no other quantity stands before it, or behind it, in its clause.
    rest : str
        From the quantity to the clause's end, over later mentions.
    whole : str
        The whole sentence.
    place : int
        The sentence's number.
    """

    before: str
    after: str
    clause: str
    sentence: str
    lead: str
    first: bool
    last: bool
    rest: str
    whole: str
    place: int
    _page: Page = field(repr=False)
    _rules: Rules = field(repr=False)
    _topic: str | None = None
    _named: bool | None = None

    @property
    def topic(self) -> str:
        """The heading, and the first and the last sentence before."""
        if self._topic is None:
            self._topic = _topic_of(self._page, self.place)
        return self._topic

    @property
    def earlier(self) -> str:
        """The words up to the clause's end, those of earlier paragraphs too."""
        start = self._page.sentences[self.place].start
        return self._page.text[max(0, start - EARLIER) : start] + self.sentence

    @property
    def question(self) -> str:
        """The end of the sentence before, where it asks; blank where it does not."""
        if not self.place:
            return ""
        before = self._page.sentences[self.place - 1]
        asked = self._page.text[max(before.start, before.end - LONGEST) : before.end]
        return asked if "?" in asked[-3:] else ""

    @property
    def named(self) -> bool:
        """Whether a noun of the codebook stands beside it, so that no earlier clause need tell.

        People at large and events are named in too many ways to tell.
        """
        if self._named is None:
            self._named = _names(self.after[:BESIDE], self._rules) or _names(
                self.before[-BESIDE:], self._rules
            )
        return self._named


def setting_of(quantities: list[Quantity], number: int, page: Page, rules: Rules) -> Setting:
    """Return the words round quantity `number` of a page."""
    quantity = quantities[number]
    text, cues = page.text, rules.cues
    place = page.sentence(quantity.start)
    sentence = page.sentences[place]
    opened = sentence.start
    if place and _answers(page, place):
        opened = page.sentences[place - 1].start  # 就业的有多少人?3100人
    begin = max(opened, quantity.left - WINDOW)
    begin = max(begin, text.rfind(";", begin, quantity.left) + 1)
    stop = min(sentence.end, quantity.end + WINDOW)
    start = page.opening(quantity.left, max(begin, quantity.left - LONGEST))
    start = _introduced(start, begin, page, rules)
    end = page.closing(quantity.end, min(stop, quantity.end + LONGEST))
    left_over = _LEFT.fullmatch(text, quantity.right, end)
    if left_over and rules.patterns[_BARE].fullmatch(text, start, quantity.left):
        ends = (one.end for one in quantities[max(0, number - 2) : number] if one.unit)
        told = max((end for end in ends if end <= start), default=begin)
        start = _subject(start, max(begin, told), page, rules)
    if left_over and text.startswith(",", end) and text.startswith(cues["all_of_them"], end + 1):
        end = page.closing(end + 1, stop)  # 3200人,都喝上了自来水
    left, right, first, last = start, end, True, True
    if number and quantities[number - 1].end > start and not _is_word(quantities[number - 1], text):
        left, first = quantities[number - 1].end, False
    if number + 1 < len(quantities) and quantities[number + 1].left < end:
        right, last = quantities[number + 1].left, False
    behind = text[quantity.right : min(right, quantity.right + FAR)]
    if behind.startswith(_next(rules)) or (not last and behind.startswith(cues["holds"])):
        behind = ""  # of the next number: 学校4对、医院2对; 58名里头有医生17名
    ahead = text[max(left, quantity.left - FAR) : quantity.left]
    if not first and quantities[number - 1].word and ahead.find("、") > 0:
        ahead = ahead.partition("、")[2]  # 教师 is of the number before: 3名教师、5名医生
    return Setting(
        ahead,
        behind,
        text[start:end],
        text[begin:end],
        text[start : quantity.left],
        first,
        last,
        text[quantity.right : end],
        text[max(opened, quantity.left - WINDOW) : stop],
        place,
        page,
        rules,
    )


def _is_word(quantity: Quantity, text: str) -> bool:
    """Tell whether a numeral is part of 一共: no number stands there."""
    return not quantity.unit and text.startswith("一共", quantity.start)


@lru_cache(maxsize=8)
def _next(rules: Rules) -> Words:
    """Return what stands between a number and the next thing of a list."""
    return ("、", *rules.cues["and"], *rules.cues["and_then"])


@lru_cache(maxsize=8)
def _topics(rules: Rules) -> Words:
    """Return the words that end a clause which only says what the next one is about."""
    return tuple(f"{word}," for word in rules.cues["about"])


def _introduced(start: int, least: int, page: Page, rules: Rules) -> int:
    """Return where a clause begins, with the words before it that only say what it is about."""
    text = page.text
    if not text.endswith(_topics(rules), 0, start):
        return start
    opened = page.opening(start - 1, least)
    topic = text[opened : start - 1]
    named = topic.endswith(rules.cues["about"]) and not _DIGIT.search(topic)
    return opened if named and len(topic) <= TOPIC else start


def _subject(start: int, least: int, page: Page, rules: Rules) -> int:
    """Return where the clause before begins, if it is whole: 说到援疆教师,三年下来一共是63人."""
    if page.text[start - 1 : start] != ",":
        return start
    opened = page.opening(start - 1, least)
    whole = opened > least or page.text[opened - 1 : opened] in ("", "\n", "。", "!", "?", ";")
    spoken = tells(rules, "said", page.text[opened:start])  # no subject
    return opened if whole and not spoken and start - opened <= SUBJECT else start


def _answers(page: Page, place: int) -> bool:
    """Tell whether a sentence answers the short question before it."""
    asked = page.sentences[place - 1]
    short = asked.end - asked.start <= QUESTION
    return short and page.text[asked.start : asked.end].rstrip("”’\"'」\n").endswith("?")


def _topic_of(page: Page, place: int) -> str:
    sentence = page.sentences[place]
    paragraph = page.paragraphs[sentence.paragraph]
    topic = paragraph.heading
    if sentence.start > paragraph.start:
        first_stop = page.sentences[page.sentence(paragraph.start)]
        topic += "\n" + page.text[first_stop.start : first_stop.end][:WINDOW]
        previous = page.sentences[place - 1]
        if previous.start != first_stop.start:
            topic += page.text[previous.start : previous.end][-WINDOW:]
    return topic


def _names(words: str, rules: Rules) -> bool:
    for match in rules.noun_at.finditer(words):
        noun = match.group()
        if rules.nouns[noun] != "event" and noun not in rules.cues["anyone"]:
            return True
    return False
