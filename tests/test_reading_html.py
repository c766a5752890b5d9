"""Saved web pages: the article with its tables, and not what surrounds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import ARTICLE, CLINIC, FUNDS, SCHOOL, TITLE
from yjstats.errors import BadDocument
from yjstats.reading import Document, Limits, read_document

SITE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>{TITLE}_甲市新闻网</title><script>var a = "假数据999个。";</script></head>
<body><div class="header"><ul class="nav"><li><a href="/">首页</a></li></ul></div>
<div class="wrap"><div class="crumbs"><a>首页</a> &gt; <a>要闻</a> &gt; 正文</div>
<div class="left"><h1>{TITLE}</h1>
<div class="info">2023-01-15 08:30 来源：甲市日报 作者：张三 字号：<a>大</a> <a>小</a></div>
<div id="content" class="TRS_Editor"><p>　　{FUNDS}</p>
<p>{SCHOOL.replace("1900", "<b>19</b>00")}</p>
<table><caption>资金表</caption><tr><th>年份</th><th>资金（万元）</th></tr>
<tr><td>2020</td><td><p>15000</p></td></tr><tr><td>2021</td><td>16200</td></tr></table>
<p>{CLINIC}<script>alert("12所")</script></p>
<p style="display: none">没有显示的5000万元。</p><p>责任编辑：李四</p>
<ul><li><a href="1">另一篇的标题</a></li><li><a href="2">再一篇的标题</a></li></ul></div>
<div class="bdsharebuttonbox">分享到：<a>微信</a></div>
<div class="xgxw"><p>乙市去年投入9.9亿元，建成项目999个。</p></div></div>
<div class="right"><p>丙市的消息一则，说的是别的。</p></div></div>
<div class="footer">甲市新闻网版权所有，浙ICP备00000000号</div></body></html>"""

TABLES = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{TITLE}-甲市在线</TITLE></HEAD><BODY>
<TABLE><TR><TD><A href=a>首页</A>|<A href=b>新闻</A></TD></TR></TABLE>
<TABLE><TR><TD><TABLE><TR><TD align=center><FONT size=5>{TITLE}</FONT></TD></TR>
<TR><TD>http://www.example.com 2009年03月12日 10:22　来源：甲市日报　【字体：大 中 小】</TD></TR>
<TR><TD><DIV id=zoom>　　{FUNDS}<BR><BR>　　{SCHOOL}<BR>　　{CLINIC}<BR>
<TABLE border=1><TR><TD>项目<TD>数量<TR><TD>学校<TD>12所</TABLE></DIV></TD></TR></TABLE></TD>
<TD><A href=1>要闻标题一二三四五</A><BR><A href=2>要闻标题六七八九十</A></TD></TR></TABLE>
<TABLE><TR><TD>关于我们 | 网站地图</TD></TR></TABLE></BODY></HTML>"""

ACCOUNT = f"""<html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}">
<meta name="author" content="甲市发布"><title></title></head><body><div id="js_article">
<div id="img-content"><h1 id="activity-name">
  {TITLE} </h1><div><span>原创</span> <a>甲市发布</a> <em>2023-01-15 18:00</em></div>
<div id="js_content" style="visibility: hidden;"><section><section><p><span>{FUNDS}</span></p>
</section><section><p>{SCHOOL}</p></section><section>{CLINIC}</section>
<p>扫描二维码，关注甲市发布</p></section></div></div></div></body></html>"""


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_document(page.encode(encoding), "page.html")


def body(*parts: str) -> Document:
    return read(f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>")


def test_a_page_of_a_news_site_gives_title_paragraphs_and_table():
    assert read(SITE).text.split("\n") == [
        TITLE, FUNDS, SCHOOL,
        "资金表", "年份 | 资金（万元）", "2020 | 15000", "2021 | 16200", CLINIC,
    ]  # fmt: skip


def test_all_that_is_left_out_is_told():
    told = "\n".join(f"{part.kind}: {part.text}" for part in read(SITE).dropped)
    for words in (
        "navigation: 首页", "share: 分享到", "related: 乙市去年", "rights: 甲市新闻网版权",
        "hidden: 没有显示", "credit: 责任编辑", "links: 另一篇", "outside: 丙市",
    ):  # fmt: skip
        assert words in told


def test_a_page_tells_title_date_source_and_author():
    document = read(SITE)
    assert document.title == TITLE
    assert (document.published, document.published_precision) == ("2023-01-15", "day")
    assert (document.publisher, document.author) == ("甲市日报", "张三")


def test_a_page_laid_out_in_tables_is_read_as_well():
    document = read(TABLES, "gb18030")
    assert document.text.split("\n") == [TITLE, *ARTICLE, "项目 | 数量", "学校 | 12所"]
    assert (document.title, document.published, document.publisher) == (
        TITLE, "2009-03-12", "甲市日报",
    )  # fmt: skip
    assert "关于我们" in "".join(part.text for part in document.dropped)


def test_a_page_of_a_public_account_is_read_as_well():
    document = read(ACCOUNT)
    assert document.text.split("\n") == [TITLE, *ARTICLE]
    assert (document.title, document.published) == (TITLE, "2023-01-15")
    assert document.author == "甲市发布"


def test_a_page_of_a_newspapers_own_edition_bears_the_title_of_the_article():
    page = f"""<html><head><meta charset="utf-8"><title>甲市日报</title></head><body>
<table><tr><td>2023年01月15日 星期日</td><td><a>上一期</a></td></tr></table>
<table><tr><td><div>第A4版：专版 <a>下一版</a></div><ul><li><a>别的标题</a></li></ul></td>
<td><table><tr><td><x-title>{TITLE}</x-title></td></tr><tr><td>本报记者 张三</td></tr></table>
<div id="ozoom"><x-content><P>{FUNDS}</P><P>{SCHOOL}</P><P>{CLINIC}</P></x-content></div></td></tr>
</table><div>甲市日报社 版权所有</div></body></html>"""
    document = read(page)
    assert (document.title, document.published) == (TITLE, "2023-01-15")
    assert document.text.split("\n") == [TITLE, *ARTICLE]


def test_what_the_head_of_the_page_states_is_believed_first():
    head = '<meta name="PubDate" content="2022-03-04T05:06:07+08:00">'
    head += '<meta name="ContentSource" content="来源：甲市日报">'
    head += '<meta name="ArticleTitle" content="某标题">'
    document = read(f"<html><head><meta charset=utf-8>{head}</head><body><p>{FUNDS}</p></body>")
    assert (document.published, document.publisher) == ("2022-03-04", "甲市日报")
    assert document.title == "某标题"


def test_a_table_beside_a_single_paragraph_is_kept():
    data = "<table><tr><td>学校</td><td>12所</td></tr><tr><td>医院</td><td>3所</td></tr></table>"
    assert body(f"<div><div>{FUNDS}</div>{data}</div>").text.split("\n") == [
        FUNDS, "学校 | 12所", "医院 | 3所",
    ]  # fmt: skip


def test_a_class_name_never_costs_the_article():
    document = body(f"<div class='share-content'><p>{FUNDS}</p><p>{SCHOOL}</p></div>")
    assert document.text.split("\n") == [FUNDS, SCHOOL]


def test_links_inside_a_sentence_stay():
    linked = FUNDS.replace("指挥部", "<a href=x>指挥部</a>")
    assert body(f"<p>{linked}</p><p>{SCHOOL}</p>").text.split("\n") == [FUNDS, SCHOOL]


def test_the_source_of_a_page_may_be_broken_anywhere_between_han_characters():
    broken = FUNDS.replace("指挥部", "指\n      挥部")
    assert body(f"<p>{broken}</p>").text == FUNDS


def test_a_page_without_sentences_gives_all_its_text_with_a_note():
    document = body("<div>项目</div><div>12个</div>")
    assert document.text == "项目\n12个"
    assert document.notes == ("no_article",)


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html></html>", "<p><img src=x>"])
def test_a_page_without_text_is_an_error(page):
    with pytest.raises(BadDocument, match="没有读到文字"):
        read(page)


def test_what_looks_like_markup_in_the_text_stays_text():
    document = body(f"<p>{FUNDS}</p><p>代码&lt;script&gt;与&amp;，=HYPERLINK(1)一并照录。</p>")
    assert document.text.endswith("代码<script>与&，=HYPERLINK(1)一并照录。")


@pytest.mark.parametrize("tag", ["div", "b", "font", "table><tr><td", "ul><li", "blockquote"])
def test_a_page_that_nests_too_deep_is_refused(tag):
    with pytest.raises(BadDocument, match="256"):
        body(f"<{tag}>" * 20_000 + FUNDS)


def test_a_page_of_too_many_elements_is_refused():
    with pytest.raises(BadDocument, match="1000"):
        read_document(b"<html>" + b"<br>" * 2000, limits=Limits(nodes=1000))


MARKUP = st.lists(
    st.sampled_from([
        "<div>", "</div>", "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<th colspan=9>",
        "<a href='javascript:x'>", "</a>", "<script>", "</script>", "<!--", "-->", "<h1>", "<br>",
        "<div class='nav share'>", "<ul>", "<li>", "</ul>", "<svg>", "<template>", "<noscript>",
        "<style>", "<![CDATA[", "]]>", "&#0;", "&#x202e;", "&amp", "<frameset>", "<body hidden>",
        "<title>", "<meta name=date content=2020-01-01>", FUNDS, "12", " ", "\x1b[2J", "<", ">",
    ]),
    max_size=60,
)  # fmt: skip


@given(MARKUP)
def test_any_markup_is_a_clean_document_or_one_clear_error(parts):
    try:
        text = read("<html>" + "".join(parts)).text
    except BadDocument as error:
        text = str(error)
    assert text
    assert all(line.strip() and line.isprintable() for line in text.split("\n"))
