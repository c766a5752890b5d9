"""Documents that the tests make themselves: pages, Word files and PDF pages, in own words."""

import io
import zipfile

FUNDS = "新年伊始，甲市援建指挥部交出一份清单：三年投入资金4.52亿元，实施项目123个。"
SCHOOL = "学校里，先后来了86名老师，带出当地徒弟1900余人次，受益学生超过2万名。"
CLINIC = "医院里，新做手术678台，群众在家门口就能看上专家门诊。"
ARTICLE = [FUNDS, SCHOOL, CLINIC]
TITLE = "山与海之间的三年"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body: str, head: str = "", **members: bytes) -> bytes:
    """Return a Word file with this body; `head` stands before the document's element."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}" '
    xml += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    xml += f"<w:body>{body}</w:body></w:document>"
    return archive({"word/document.xml": xml.encode(), **members})


def archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


Placed = tuple[float, float, float, str]  # x, y of the base line from the top, size, text


def pdf(*pages: list[Placed], extra: bytes = b"", page: bytes = b"") -> bytes:
    """Return a PDF whose pages have these texts; `extra` and `page` go into its dictionaries."""
    fonts = [
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]"
        b"/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    objects = [b"<</Type/Catalog/Pages 2 0 R" + extra + b">>", b"", *fonts]
    kids = []
    for placed in pages:
        drawn = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n"
            % (size, x, 842 - y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in placed
        )
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R%s>>" % (len(objects), page)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def column(text: str, x: float, y: float, ems: int, size: float = 10) -> list[Placed]:
    """Return a paragraph set in lines of so many characters, the first indented by two."""
    lines = [text[: ems - 2]]
    rest = text[ems - 2 :]
    lines += [rest[n : n + ems] for n in range(0, len(rest), ems)]
    first = (x + 2 * size, y, size, lines[0])
    return [first, *((x, y + 1.5 * size * n, size, line) for n, line in enumerate(lines[1:], 1))]


def newspaper(paragraphs: list[str], left: list[float], ems: int, top: float) -> list[Placed]:
    """Set paragraphs in columns that begin at these x, filled one after another."""
    lines: list[tuple[int, str]] = []
    for text in paragraphs:
        lines.append((2, text[: ems - 2]))
        rest = text[ems - 2 :]
        lines += [(0, rest[n : n + ems]) for n in range(0, len(rest), ems)]
    height = -(-len(lines) // len(left))
    return [
        (left[n // height] + 10 * indent, top + 15 * (n % height), 10, line)
        for n, (indent, line) in enumerate(lines)
    ]
