"""See what stands round a quantity: its clause, and the words before and behind it."""

from dataclasses import dataclass, field

from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

_NEXT = ("、", "和", "及", "以及", "与", "并")
FAR, BESIDE = 60, 10
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
    begin = max(sentence.start, quantity.left - WINDOW)
    begin = max(begin, text.rfind(";", begin, quantity.left) + 1)
    stop = min(sentence.end, quantity.end + WINDOW)
    start = page.opening(quantity.left, max(begin, quantity.left - LONGEST))
    end = page.closing(quantity.end, min(stop, quantity.end + LONGEST))
    left, right, first, last = start, end, True, True
    if number and quantities[number - 1].end > start:
        left, first = quantities[number - 1].end, False
    if number + 1 < len(quantities) and quantities[number + 1].left < end:
        right, last = quantities[number + 1].left, False
    behind = text[quantity.right : min(right, quantity.right + FAR)]
    if behind.startswith(_NEXT):
        behind = ""  # of the next number: 学校4对、医院2对
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
        text[max(sentence.start, quantity.left - WINDOW) : stop],
        place,
        page,
        rules,
    )


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
