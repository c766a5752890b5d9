"""A native bar chart: Excel's own, drawn from the cells of the table, to edit as one likes."""

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)  # fmt: skip
from openpyxl.utils import get_column_letter

from yjstats.workbook.looks import style
from yjstats.workbook.page import Bars, place


def bar_chart(bars: Bars, sheet: str) -> BarChart:
    """Return a chart of horizontal bars, one a city, in the order of the table.

    What may not be compared is hatched; whiskers show bounds; a city without a figure has its label
    and no bar, and no zero either.

    Parameters
    ----------
    bars : Bars
    sheet : str
        Name of the sheet that the chart stands on.
    """
    told = style()["chart"]
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 60
    chart.width, chart.height = told["width"], told["height"]
    chart.legend, chart.roundedCorners = None, False
    chart.title = bars.title
    chart.title.overlay = False
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_text(told["title"], bold=True))
    chart.title.tx.rich.p[0].r[0].rPr = _text(told["title"], bold=True)
    series = Series(_column(sheet, bars.value, bars.rows), title=bars.title)
    series.dPt = [
        _point(number, colour, hatched)
        for number, (colour, hatched) in enumerate(zip(bars.colours, bars.hatched, strict=True))
    ]
    # Labels have the format of their cells, signs included. A word counts as zero in a chart: the
    # label of a city without a figure is switched off.
    series.dLbls = DataLabelList(
        dLbl=[
            DataLabel(idx=number, **_labels(shown=False))
            for number, drawn in enumerate(bars.drawn)
            if not drawn
        ],
        **_labels(shown=True),
    )
    series.dLbls.txPr = _paragraph(told["text"])
    if bars.whiskers is not None:  # at the foot of the bar, where no whisker crosses them
        series.dLbls.position = "inBase"
        series.dLbls.spPr = GraphicalProperties(solidFill="FFFFFF")
    series.errBars = _whiskers(sheet, bars)
    chart.append(series)
    chart.set_categories(_column(sheet, bars.label, bars.rows))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _paragraph(told["text"])
    chart.x_axis.scaling.orientation = "maxMin"  # the first city on top
    chart.y_axis.scaling.min = 0
    chart.y_axis.crosses = "max"  # and the numbers below the last one
    chart.y_axis.number_format = bars.format
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(
        ln=LineProperties(solidFill=told["grid"])
    )
    return chart


def _labels(shown: bool) -> dict[str, bool]:
    parts = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent"), False)
    return {**parts, "showBubbleSize": False, "showVal": shown}


def _column(sheet: str, column: int, rows: tuple[int, int]) -> Reference:
    letter = get_column_letter(column)
    cells = f"${letter}${rows[0]}:${letter}${rows[1]}"
    return Reference(range_string=place(sheet, cells))


def _point(number: int, colour: str, hatched: bool) -> DataPoint:
    point = DataPoint(idx=number, invertIfNegative=False)
    plain = colour.removeprefix("#")
    if hatched:
        pattern = PatternFillProperties(
            prst=style()["chart"]["hatch"],
            fgClr=ColorChoice(srgbClr=plain),
            bgClr=ColorChoice(srgbClr="FFFFFF"),
        )
        point.spPr = GraphicalProperties(pattFill=pattern)
    else:
        point.spPr = GraphicalProperties(solidFill=plain)
    point.spPr.ln = LineProperties(solidFill=plain)
    return point


def _whiskers(sheet: str, bars: Bars) -> ErrorBars | None:
    """Return the bounds as whiskers, their lengths taken from the table."""
    if bars.whiskers is None:
        return None
    below, above = (
        NumDataSource(numRef=NumRef(f=str(_column(sheet, column, bars.rows))))
        for column in bars.whiskers
    )
    return ErrorBars(
        errBarType="both", errValType="cust", noEndCap=False, minus=below, plus=above,
        spPr=GraphicalProperties(ln=LineProperties(solidFill=style()["chart"]["whisker"], w=12700)),
    )  # fmt: skip


def _text(points: float, bold: bool = False) -> CharacterProperties:
    name = style()["font"]
    return CharacterProperties(
        sz=int(points * 100), b=bold, latin=Font(typeface=name), ea=Font(typeface=name)
    )


def _paragraph(points: float) -> RichText:
    properties = ParagraphProperties(defRPr=_text(points))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_text(points))])
