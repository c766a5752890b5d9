"""Write the readings of all parts into one file, holding a few parts at a time."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from yjstats.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Form = Literal["jsonl", "csv", "parquet", "xlsx"]
FORMS: tuple[Form, ...] = ("jsonl", "csv", "parquet", "xlsx")

ROWS = 100_000  # of a row group
MOST_ROWS = 1_048_575  # of a sheet, the header apart
WHOLE = ("char_start", "char_end")
NUMBERS = ("value", "low", "high", "confidence")
DAYS = ("period_start", "period_end")


def form_of(out: str | Path | None, form: str | None = None) -> Form:
    """Return the form of an output: the one given, else that of the name's ending, else lines.

    Raises
    ------
    UsageError
        If there is no such form.
    """
    if form is None:
        ending = Path(out).suffix.lower().removeprefix(".") if out is not None else ""
        return next((one for one in FORMS if one == ending), "jsonl")
    for one in FORMS:
        if one == form:
            return one
    raise UsageError("error.unknown_form", name=form, list=", ".join(FORMS))


def write(parts: Iterable[bytes], path: Path, form: Form, all_mentions: bool = False) -> None:
    """Write readings into a file.

    Parameters
    ----------
    parts : iterable of bytes
        Readings as JSON lines.
    path : Path
        The file; what writes it whole or not at all stands round this.
    form : {"jsonl", "csv", "parquet", "xlsx"}
    all_mentions : bool
        Whether the readings have a `kind`.

    Raises
    ------
    UsageError
        If a sheet cannot hold so many rows.
    """
    if form == "parquet":
        _parquet(parts, path, all_mentions)
    elif form == "xlsx":
        _xlsx(parts, path, all_mentions)
    else:
        with path.open("wb") as file:
            stream(parts, file, form, all_mentions)


def stream(parts: Iterable[bytes], file: BinaryIO, form: Form, all_mentions: bool = False) -> None:
    """Write readings into an open file, each part as soon as it is there; lines or CSV only."""
    if form == "jsonl":
        for part in parts:
            file.write(part)
            file.flush()
        return
    from yjstats.extraction.output import records_csv

    for number, part in enumerate(chain([b""], parts)):  # the header even where nothing was read
        header, end, rows = records_csv(_frame(part, all_mentions)).partition("\n")
        file.write((rows if number else header + end).encode())
        file.flush()


def schema(all_mentions: bool = False) -> "pa.Schema":
    """Return the columns and types of a Parquet file of readings; blank is null."""
    import pyarrow as pa

    from yjstats.extraction.records import KEYS

    kinds: dict[str, Callable[[], pa.DataType]] = {
        **dict.fromkeys(WHOLE, pa.int64), **dict.fromkeys(NUMBERS, pa.float64),
        **dict.fromkeys(DAYS, pa.date32), "why": lambda: pa.list_(pa.string()),
    }  # fmt: skip
    names = [*KEYS, *(["kind"] if all_mentions else [])]
    return pa.schema([(name, kinds.get(name, pa.string)()) for name in names])


def _parquet(parts: Iterable[bytes], path: Path, all_mentions: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = schema(all_mentions)
    with pq.ParquetWriter(path, wanted, compression="zstd") as writer:
        waiting = wanted.empty_table()
        for part in parts:
            waiting = pa.concat_tables([waiting, _table(part, wanted)])
            while waiting.num_rows >= ROWS:  # always cut at the same row, whatever the parts
                writer.write_table(waiting.slice(0, ROWS), row_group_size=ROWS)
                waiting = waiting.slice(ROWS)
        if waiting.num_rows:
            writer.write_table(waiting, row_group_size=ROWS)


def _table(part: bytes, wanted: "pa.Schema") -> "pa.Table":
    import pyarrow as pa
    import pyarrow.json as pj

    if not part:
        return wanted.empty_table()
    days = [wanted.get_field_index(name) for name in DAYS]
    written = wanted
    for place in days:  # the reader takes no days; the cast does
        written = written.set(place, wanted.field(place).with_type(pa.string()))
    table = pj.read_json(
        io.BytesIO(part),
        pj.ReadOptions(use_threads=False, block_size=len(part) + 1),
        pj.ParseOptions(explicit_schema=written, unexpected_field_behavior="error"),
    )
    return table.select(wanted.names).cast(wanted)


def _xlsx(parts: Iterable[bytes], path: Path, all_mentions: bool) -> None:
    import pandas as pd

    from yjstats.extraction.output import records_xlsx

    frames = [_frame(b"", all_mentions)]
    count = 0
    for part in parts:
        frames.append(_frame(part, all_mentions))
        count += len(frames[-1])
        if count > MOST_ROWS:
            raise UsageError("error.too_many_rows", most=MOST_ROWS)
    records_xlsx(pd.concat(frames, ignore_index=True), path)


def _frame(part: bytes, all_mentions: bool) -> "pd.DataFrame":
    from yjstats.extraction.extract import as_frame

    return as_frame(list(_records(part)), all_mentions)


def _records(part: bytes) -> Iterator[dict[str, object]]:
    for line in part.splitlines():
        yield json.loads(line)
