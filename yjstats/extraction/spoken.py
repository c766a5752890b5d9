"""See how a transcript of speech marks its phrases: by spaces, by line ends, or not at all."""

import re

_HAN = "\u4e00-\u9fff"
_APART = re.compile(f" (?=[{_HAN}“])(?<=[{_HAN}”] )")
_PHRASE = re.compile(f" (?=[{_HAN}0-9“])(?<=[{_HAN}0-9%”] )(?<![0-9] (?=[0-9]))")
_SET_OFF = re.compile(f"[{_HAN}] [0-9.]+ [{_HAN}]")  # 有 512 人: spaces that only set off digits
_THOUSANDS = re.compile(r"(?<![0-9.第表图A-Za-z])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_BETWEEN = re.compile(" (?<=[0-9] )(?=[0-9]{3})")
FEWEST = 3  # spaces between words: fewer are names and headlines
SHORTEST = 3  # characters between spaces on average: shorter pieces are words, not phrases
MOST_COMMAS = 15  # without a full stop among them: the lines end the sentences


def with_commas(text: str) -> str:
    """Put a comma for each space that parts phrases, in a text that writes spaces for commas.

    A space between thousands (3 400) becomes a comma too.

    Parameters
    ----------
    text : str
        With narrow signs.

    Returns
    -------
    str
        As long as the text; the text itself where spaces mean something else.
    """
    if " " not in text:
        return text
    if _BETWEEN.search(text):  # soon told: few numbers have a space inside
        text = _THOUSANDS.sub(lambda match: match.group().replace(" ", ","), text)
    if not _parts(text) or words_apart(text):
        return text
    return (_APART if _SET_OFF.search(text) else _PHRASE).sub(",", text)


def words_apart(text: str) -> bool:
    """Tell whether spaces part single words, as some programs that write speech down do."""
    if " " not in text or not _parts(text):
        return False
    pieces = text.split()
    return sum(map(len, pieces)) < SHORTEST * len(pieces)


def _parts(text: str) -> bool:
    """Tell whether a text has many spaces between words, and hardly a comma."""
    apart = len(_APART.findall(text))
    return apart >= FEWEST and text.count(",") * 2 <= apart


def lines_end(text: str) -> bool:
    """Tell whether a text has so few full stops that its lines must end its sentences."""
    stops = sum(map(text.count, "。!?;"))
    return not stops or (stops * MOST_COMMAS <= text.count(","))
