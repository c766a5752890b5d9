"""Extract the statistics of a corpus into a file, however many documents it has."""

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from yjstats.corpus.alone import alone
from yjstats.corpus.counts import Progress
from yjstats.corpus.engines import read_parts
from yjstats.corpus.inputs import inputs_of
from yjstats.corpus.joined import form_of, write
from yjstats.corpus.kept import all_kept, forget, keep, kept, others, own_folder, parts_folder
from yjstats.corpus.manner import Manner, manner_of
from yjstats.corpus.parts import DOCUMENTS, Part, parts_of
from yjstats.corpus.repeats import Ids
from yjstats.corpus.unread import unread
from yjstats.corpus.work import Done
from yjstats.errors import UsageError, YjstatsError
from yjstats.extraction.extract import as_day
from yjstats.writing import replacing

NotRead = dict[str, Any]


Tell = Callable[[Progress, Sequence[NotRead]], None]


def extract_corpus(
    sources: str | Path | Iterable[str | Path],
    out: str | Path,
    published: str | date | None = None,
    city: str = "",
    all_mentions: bool = False,
    root: str | Path | None = None,
    *,
    form: str | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    tell: Tell | None = None,
    part: int = DOCUMENTS,
) -> Progress:
    """Read the statistics of many documents into a file, never holding more than a few of them.

    Parts that are finished are kept in the folder `OUT.parts` until the output is whole. Where a
    run is cut off, the same call goes on where it was: a part is read again only if its documents,
    these parameters or the extractor have changed.

    Parameters
    ----------
    sources : str, Path, or an iterable of them
        Files (text, saved page, PDF, Word), folders, patterns such as `news/**/*.txt`, and corpora
        as JSON lines (`.jsonl`, `.jsonl.gz`) or `.parquet` with the columns `text`, and where
        they are known `id`, `date` (2024-01-31, or 2024-01 for its last day) and `city`.
    out : str or Path
        The file of readings, a row a statistic in the order of the documents, with the columns of
        `extract`. Beside it `OUT.documents.jsonl` lists every document: `source_id`, `place`,
        `published`, `city`, `chars`, `sha256` of its text, how many `statistics` it has, and, where
        it was not read, the `fault` and its `detail`.
    published, city, all_mentions, root
        As in `extract`; day and city hold for documents that do not tell their own.
    form : {"jsonl", "csv", "parquet", "xlsx"}, optional
        By default that of the ending of `out`.
    jobs : int
        Processes of this machine. The output is the same, whatever their number.
    scheduler : str, optional
        Address of a Dask scheduler (`tcp://host:8786`), whose workers read instead; they need the
        same version of yjstats, and no file of this machine.
    tell : callable, optional
        Called after each part with how far the run is and the part's documents that were not read.
    part : int
        Documents of a part.

    Returns
    -------
    Progress
        `counts` of documents, faults, statistics and characters; how many documents are `repeated`:
        have the id of an earlier one.

    Raises
    ------
    UsageError
        If the date is none, `jobs` is below 1 or not alone, there is no such form or scheduler, or
        a sheet is too small.
    YjstatsError
        If inputs are missing, another run writes into the same output, it cannot be written, or
        workers die. What is finished stays.
    """
    named = [sources] if isinstance(sources, str | Path) else list(sources)
    wanted = form_of(out, form)
    out = Path(out)
    if out.is_dir():
        raise YjstatsError("error.cannot_write", path=out, why=os.strerror(errno.EISDIR))
    listed = documents_path(out)
    manner = manner_of(as_day(published), city, all_mentions, root)
    folder = own_folder(out, manner)
    count = 0
    so_far = Progress()
    with alone(out), Ids() as ids:
        for so_far, piece, done, old in corpus_parts(  # noqa: B007 - the last is given back
            named, manner, jobs, scheduler, tell, part,
            lambda piece: kept(folder, piece.number, piece.key),
            leave_out=(out, listed, parts_folder(out)),
        ):  # fmt: skip
            count = piece.number + 1
            ids.add(done.documents)
            if not old:
                keep(folder, piece, done)
        with replacing(out) as whole, replacing(listed) as beside, beside.open("wb") as file:
            readings = (_listing(done, file) for done in all_kept(folder, count))
            write(readings, whole, wanted, all_mentions)
        stale = others(out, manner)
        repeated, repeats = ids.repeats()
        forget(out)
    return replace(so_far, stale=stale, repeated=repeated, repeats=repeats)


def _listing(done: Done, file: BinaryIO) -> bytes:
    """Write a part's list of documents, and return its readings."""
    file.write(done.documents)
    return done.readings


def corpus_parts(
    sources: Sequence[str | Path],
    manner: Manner,
    jobs: int = 1,
    scheduler: str | None = None,
    tell: Tell | None = None,
    part: int = DOCUMENTS,
    kept: Callable[[Part], Done | None] = lambda _: None,
    leave_out: Iterable[Path] = (),
) -> Iterator[tuple[Progress, Part, Done, bool]]:
    """Read a corpus part by part, in order.

    Parameters
    ----------
    sources, jobs, scheduler, tell, part
        As in `extract_corpus`.
    manner : Manner
    kept : callable
        Gives what an earlier run made of a part, or None.
    leave_out : iterable of Path
        As in `inputs.inputs_of`.

    Yields
    ------
    (Progress, Part, Done, bool)
        How far the run is, the part, what it gave, and whether it was kept.

    Raises
    ------
    UsageError, YjstatsError
        As `extract_corpus`.
    """
    if jobs < 1 or (jobs > 1 and scheduler is not None):
        raise UsageError("error.jobs")
    parts = parts_of(unread(inputs_of(sources, leave_out)), part)
    so_far = Progress()
    for piece, done, old in read_parts(parts, manner, kept, jobs, scheduler):
        so_far = so_far.after(done.counts, old, piece.weight)
        yield so_far, piece, done, old
        if tell is not None:
            tell(so_far, faults_of(done))
    if not so_far.counts.documents:
        raise UsageError("error.no_documents")


def documents_path(out: str | Path) -> Path:
    """Return the list of documents beside an output: readings.documents.jsonl."""
    return Path(out).with_suffix(".documents.jsonl")


def faults_of(done: Done) -> list[NotRead]:
    """Return the lines of a part's list that tell of documents not read."""
    if not done.counts.faults:
        return []
    entries = (json.loads(line) for line in done.documents.splitlines())
    return [entry for entry in entries if entry["fault"] is not None]
