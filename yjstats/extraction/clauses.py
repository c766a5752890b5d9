"""See what stands round a quantity: its clause, and the words before and behind it."""

import re
from dataclasses import dataclass, field

from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

_NEXT = ("、", "和", "及", "以及", "与", "并")
_HOLDS = ("里头", "里面", "当中", "之中", "里有", "中有", "里,")
_ABOUT = ("方面", "领域", "这一块", "这块", "这块儿", "这方面", "这一项", "上", "中")
_TOPICS = tuple(f"{word}," for word in _ABOUT)
_DIGIT = re.compile("(?<!这)[0-9一二三四五六七八九十百千万亿]")
_ALL = (",都", ",全都", ",也都", ",全部", ",统统")
TOPIC, SUBJECT = 12, 36  # characters
# A clause that says nothing but a number, and when: its subject is the clause before.
_BARE = re.compile(
    "(?:[\u4e00-\u9fff]{2,3}(?=[今去]年|目前|现在|已经|[一总]?共))?"  # whose: 甲市现在有
    "(?:[今去前]年|目前|现在|如今|眼下|至今|截至|年底|月底|已经?|[0-9一二三四五六七八九十两几]{1,2}"
    "[年月](?:多|下来|来|间)?|[一总]?共计?|合计|累计|加起来|加在一起|全[县州市院校团乡村]|[就也都才]|达|[开办建]了|有|是|为|到)*"
)
_SAID = re.compile("我|俺|咱|介绍|告诉|数了|算了|算过|听说|据了解|据统计")  # no subject
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
    text = page.text
    place = page.sentence(quantity.start)
    sentence = page.sentences[place]
    opened = sentence.start
    if place and _answers(page, place):
        opened = page.sentences[place - 1].start  # 就业的有多少人?3100人
    begin = max(opened, quantity.left - WINDOW)
    begin = max(begin, text.rfind(";", begin, quantity.left) + 1)
    stop = min(sentence.end, quantity.end + WINDOW)
    start = _introduced(
        page.opening(quantity.left, max(begin, quantity.left - LONGEST)), begin, page
    )
    end = page.closing(quantity.end, min(stop, quantity.end + LONGEST))
    left_over = _LEFT.fullmatch(text, quantity.right, end)
    if left_over and _BARE.fullmatch(text, start, quantity.left):
        ends = (one.end for one in quantities[max(0, number - 2) : number] if one.unit)
        told = max((end for end in ends if end <= start), default=begin)
        start = _subject(start, max(begin, told), page)
    if left_over and text.startswith(_ALL, end):
        end = page.closing(end + 1, stop)  # 3200人,都喝上了自来水
    left, right, first, last = start, end, True, True
    if number and quantities[number - 1].end > start:
        left, first = quantities[number - 1].end, False
    if number + 1 < len(quantities) and quantities[number + 1].left < end:
        right, last = quantities[number + 1].left, False
    behind = text[quantity.right : min(right, quantity.right + FAR)]
    if behind.startswith(_NEXT) or (not last and behind.startswith(_HOLDS)):
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


def _introduced(start: int, least: int, page: Page) -> int:
    """Return where a clause begins, with the words before it that only say what it is about."""
    text = page.text
    if not text.endswith(_TOPICS, 0, start):
        return start
    opened = page.opening(start - 1, least)
    topic = text[opened : start - 1]
    named = len(topic) <= TOPIC and topic.endswith(_ABOUT) and not _DIGIT.search(topic)
    return opened if named else start


def _subject(start: int, least: int, page: Page) -> int:
    """Return where the clause before begins, if it is whole: 说到援疆教师,三年下来一共是63人."""
    if page.text[start - 1 : start] != ",":
        return start
    opened = page.opening(start - 1, least)
    whole = opened > least or page.text[opened - 1 : opened] in ("", "\n", "。", "!", "?", ";")
    spoken = _SAID.search(page.text, opened, start)
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
