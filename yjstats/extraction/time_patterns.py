"""The shapes of Chinese expressions of time, their words taken from the codebook."""

import re

from yjstats.codebook.own import per_codebook
from yjstats.extraction.alternation import char_set
from yjstats.extraction.rules import Words, rules

_N = r"[0-9]{1,2}|[一二三四五六七八九十两]{1,3}"
_NAMED = r"(?:19|20)[0-9]{2}年|[二一][〇零九][〇零一二三四五六七八九]{2}年"
_DASH = r"[ ]?(?:[-~～至到]{1,2}|——?|到|至)[ ]?"
_DAY = r"[0-3]?[0-9][日号]|[一二三]?十?[一二三四五六七八九]?[日号]"
_SPAN = r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千两几数半多]{1,4}"
# For time_heads: what numerals of time are made of, what follows them, what else comes first.
_RUN = "0-9.〇零一二两三四五六七八九十百千几数半多"
_UNIT = "年月日号季世星周天昼小分秒学载寒春份"
_SIGN = rf"(?:[:至到~～— -]|[多余来]?个?[半多]?[{_UNIT}])"
# What follows the last two digits of a longer number: 2013月, 123年来, but not 2023年.
_MIDST = "(?:[至到~～— 月份季世-]|[多余]?个?(?:月|年[多余半下当之来间以的时里代]))"
_BEGIN = (
    "上半", "下半", "最近", "过去", "之前", "以往", "连续", "长达", "历时", "为期", "时隔", "用时",
    "五一", "国庆", "元旦", "今后", "未来", "往后", "接下", "仅用", "只用", "同期", "同一", "全年",
    "世纪", "年底", "年末", "年内", "年初", "开年",
    "前半", "头半", "后半", "去今", "今明", "明后", "今春", "今夏", "今秋", "今冬",
    "去春", "去夏", "去秋", "去冬",
    "这个", "这春", "这夏", "这秋", "这冬", "这暑", "这寒",
)  # fmt: skip
_SEASON = (
    '[的]?(?:[春夏秋][天季](?:开学)?|暑假|暑期)|[的]?[“"‘]?(?:五一|国庆|十一|双11|双十一|元旦)(?![月日点个届批])'
    '[”"’]?(?:节|小?长假|假期|黄金周|期间)*'
)
_BEFORE_NUMERAL = "前头第近这的"
_QUOTES = "“‘'\""


@per_codebook
def time_pattern() -> "re.Pattern[str]":
    """Compile the pattern of all expressions of time; which group matched tells the shape.

    Each alternative begins with a character of few, and repeats nothing without a bound, so that
    a text is searched in time linear in its length.
    """
    book = rules()
    year = f"{_NAMED}|{_relative(tuple(book.relative_years))}"
    shapes = {
        "iso": r"(?<![0-9])(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])",
        "clock": r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9])",
        "years": rf"(?<![0-9])(?:19|20)[0-9]{{2}}年?初?{_DASH}(?:(?:19|20)?[0-9]{{2}})年"
        r"(?!初)(?:间|期间|底|末)?",
        "months": rf"(?P<my>{year})?的?(?P<ma>{_N})(?:月?份?{_DASH}|月份?[和、])(?P<mz>{year})?"
        rf"(?P<mb>{_N})月(?:[0-3]?[0-9]日)?份?[底末]?",
        "date": rf"(?P<dy>{year})?的?(?P<dm>{_N})月(?P<dd>{_DAY}|份|底|末|初|上旬|中旬|下旬)?"
        rf"(?P<dz>{_DASH}(?:[01]?[0-9]月)?[0-3]?[0-9][日号])?",
        "first": rf"(?P<fy>{year})?(?P<fw>[前头](?P<fn>{_N})个?(?P<fu>月|季度)|[上下前头后]半年"
        r"|第?[一二三四1-4]季度)",
        "year": rf"(?P<yy>{year})(?:(?P<ys>{_SEASON})|(?P<yt>度|底|末|初|全年|一年"
        r"|年初|年底|期间|上半年|间|的?(?:这个?时候|此时|这会儿)(?!起|开始))|)",
        "half": "(?:最?近|过去的?|这)半年(?:多?来|间|里|以来|时间)?"
        "|半年(?:多?来|间|以来|下来|时间里)",
        "feast": "(?:五一|国庆|元旦)(?:节|小?长假|假期|黄金周|期间)+",
        "last": rf"(?:近|最近|过去的?|这|前|之前的?|以往的?)(?P<ln>{_N}|几|数|多)个?(?P<lu>年|月)"
        r"(?:多|余|半)?(?:来|间|中|内|里|以来|时间)?",
        "coming": rf"(?:今后|未来|往后|接下来)的?(?P<cn>{_N})个?(?P<cu>年|月)(?:内|里|间|中|时间)?",
        "ago": rf"(?<![0-9.第近])(?P<an>{_N})年(?:以|之)?前(?![0-9三两几十])",
        "done": rf"(?<![0-9.第])(?P<n>{_N})(?P<u>年)(?={_any(book.cues['years_of'])})",
        "span": r"(?P<sn>[0-9]{1,2}|[一二三四五六七八九十两几数多]{1,3})(?:多|余)?个?"
        r"(?P<su>年|月)(?:多|余|半)?"
        rf"(?:{_any(book.cues['span_tail'])})",
        "now": rf"(?:{_any(book.cues['now'])})(?![年日天春夏秋冬])",
        "lately": _any(book.cues["lately"]),
        "same": r"(?<![年度月季去上比])同期(?![的相比增声])(?!(?<=[\n,]同期)[,:])|同一时[期间]",
        "near": rf"(?<!直到)(?P<nw>{_any(tuple(book.relative_dates))})(?![的边])"
        r"(?P<nt>[底末]|[上中下]旬|(?<=[周期])(?:一(?![共直起天家周个])|[二三四五六]|[日天](?![均产天接])))?",
        "whole": "全年|年内|一年来|(?<![0-9多几半每近前后])年[底末](?!考)"
        "|(?<=[由从自打])(?:年初|开年)|(?<![0-9年前后])(?:年初|开年)(?=以来|至今|[到至]|开始)",
        "pair": "(?P<pa>[去今明])(?P<pb>[今明后])两年",
        "summer": "(?P<tw>[今去])(?P<ts>[春夏秋冬])(?![天季节])"
        "|(?P<tn>这个?)(?P<tz>[春夏秋冬][天季]|[暑寒]假|暑期)",
        "that": _any(book.cues["that_time"]),
        "weeks": rf"(?:近|最近|过去的?|这)(?P<wa>{_N})个?(?:周|星期|礼拜)(?!年)"
        "(?:多?来|间|里|以来|时间)?"
        rf"|(?<![0-9.第])(?P<wb>{_N})个?(?:周|星期|礼拜)以?来",
        "century": "[0-9]{1,2}世纪|[0-9]{2}年代|世纪[之初末]?",
        "bare": r"(?<![0-9.,亿万%])(?:19|20)[0-9]{2}(?![0-9.,])",
        "day": r"(?<![0-9])[0-3]?[0-9]日(?!均|处理|产|接|夜|日)(?:上午|下午|晚|起)?",
        "duration": rf"(?<![0-9.])(?:连续|长达|历时|为期|时隔|用时|仅用|只用)?(?:{_SPAN})"
        r"(?:多|余|来)?个?(?:半|多)?(?:年(?!度|级|均|货|产|龄|轻|画|前三)|月(?!份|均|月)|星期"
        r"|周(?!年庆|岁|边|转)|天(?!山|然|下|津|池|台|路|空|气)|日日夜夜|昼夜|小时|分钟|秒(?!杀)"
        r"|季度|学期|学年|周年|载|寒暑|春秋|世纪)(?:多|余)?",
    }
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes.items()))


@per_codebook
def time_heads() -> "re.Pattern[str]":
    """Compile what an expression of time may begin with, for `scanning.scan`.

    A numeral only where a sign of time stands behind its digits, or where it may be a year; in the
    midst of a number only its last two digits, or a year with its sign.
    """
    book = rules()
    named = (*book.relative_years, *book.relative_dates)
    words = (
        *_BEGIN,
        *named,
        *(word for cue in ("now", "lately", "that_time") for word in book.cues[cue]),
    )
    first, second = char_set({word[0] for word in words}), {word[1:2] for word in words}
    after = "" if "" in second else f"(?={char_set(second)})"
    starts = char_set({word[0] for word in words} | {*_RUN[3:], *_BEFORE_NUMERAL, *"0123456789"})
    return re.compile(
        f"{starts}(?:(?<={first}){after}|(?<=[{_BEFORE_NUMERAL}])(?=[{_RUN}]{{1,7}}{_SIGN})"
        f"|(?<=[{_RUN[3:]}])(?=[{_RUN}]{{0,6}}{_SIGN})"
        f"|(?<=[0-9])(?:(?<![0-9.].)(?=[0-9.]*{_SIGN})"  # once a number: no text takes long
        f"|(?<![0-9].)(?:(?=[0-9.]{{0,6}}{_SIGN})|(?<=[12])(?=[09][0-9]{{2}}))"
        f"|(?<=[0-9].)(?=[0-9]?{_MIDST}|[09][0-9]{{2}}年)))"
    )


@per_codebook
def plan_heads() -> "re.Pattern[str]":
    """Compile what a named period may begin with, for `scanning.scan`: two characters of its name.

    A name in quotation marks begins with the mark.
    """
    names = rules().periods
    first, second = char_set({name[0] for name in names}), {name[1:2] for name in names}
    after = "" if "" in second else f"(?={char_set(second)})"
    return re.compile(
        f"{char_set({*_QUOTES, *(name[0] for name in names)})}"
        f"(?:(?<={first}){after}|(?<={char_set(_QUOTES)})(?={first}))"
    )


@per_codebook
def plan_pattern() -> "re.Pattern[str]":
    """Compile the pattern of named periods: 十三五, 党的十八大以来."""
    names = _any(tuple(rules().periods))
    return re.compile(
        rf"{char_set(_QUOTES)}?(?P<name>{names})[”’'\"]?(?P<plan>的?[前头后](?P<pn>[一二三四两1-4])年"
        r"|的?(?:首年|第一年|开局之年|开局年|最后一年|收官之年|收官年)|以来|时期以来|期间|时期|末|规划期?|开局|收官"
        "|召开以来|成立以来|初期|)"
    )


@per_codebook
def batch_pattern() -> "re.Pattern[str]":
    """Compile the pattern of a batch's term of service: 第十批……进疆以来."""
    arrived = _any(rules().cues["arrival"])
    return re.compile(
        rf"(?P<batch>第[一二三四五六七八九十]{{1,3}}批)[^,。;\n]{{0,16}}?(?:{arrived})以来"
    )


@per_codebook
def arrival_pattern() -> "re.Pattern[str]":
    """Compile the arrival of those who stay: (去年6月)入疆, (2022年8月),他带着9名队员进藏区."""
    return re.compile(
        rf",?[^,。;、\n]{{0,14}}?(?:{_any(rules().cues['arrived'])})"
        r"[^,。;、\n0-9]{0,6}(?=[,。;\n])"
    )


@per_codebook
def since_pattern() -> "re.Pattern[str]":
    """Compile what makes a time in the past one that reaches to now: 以来, 进驻后."""
    book = rules()
    arrived, since = _any(book.cues["arrival"]), _any(book.cues["since"])
    return re.compile(
        r"[^,。;、0-9]{0,30}?(?:以来|至今(?![年天日晚春夏秋冬]))"
        rf"|,?[^,。;、0-9]{{0,16}}?(?:{arrived})(?:以?后|之后|起|到现在|到今天)|(?:{since})"
    )


@per_codebook
def running_pattern() -> "re.Pattern[str]":
    """Compile what makes a duration one that ends now: 投产才(5个月), 运行(半年)."""
    return re.compile(rf"(?:{_any(rules().cues['running'])})[了才仅刚已]{{0,2}}$")


@per_codebook
def to_now_pattern() -> "re.Pattern[str]":
    """Compile what 从 opens and closes with now, or begins: 从2020年援疆工作开始到现在."""
    since = rules().cues["since"]
    to_now = _any(tuple(word for word in since if word.startswith("到")))
    started = _any(tuple(word for word in since if word.startswith(("开始", "算起", "起算"))))
    return re.compile(rf"[^,。;、0-9]{{0,30}}?(?:{to_now})|[^,。;、0-9]{{0,10}}?(?:{started})")


def _any(words: Words) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _relative(words: Words) -> str:
    # 上年 stands by chance in 线上年货
    return _any(words).replace("上年", "(?<![线以])上年(?!货)")
