"""Cut the documents of a corpus into parts: what is read at once, kept, and never read again."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yjstats.corpus.unread import Unread

DOCUMENTS = 256  # of a part
BYTES = 4_000_000  # of its documents, about


class Part(NamedTuple):
    """Some documents that follow one another.

    Attributes
    ----------
    number : int
        From 0.
    documents : tuple of Unread
    key : str
        A digest of the documents: their bytes, their names and where they lie.
    """

    number: int
    documents: tuple[Unread, ...]
    key: str

    @property
    def weight(self) -> int:
        """Bytes of the input that the part takes."""
        return sum(document.weight for document in self.documents)


def parts_of(documents: Iterable[Unread], most: int = DOCUMENTS) -> Iterator[Part]:
    """Cut documents into parts. How depends on the documents alone, not on who reads them.

    Parameters
    ----------
    documents : iterable of Unread
    most : int
        Documents of a part; fewer where they are large.

    Yields
    ------
    Part
        In the order of the documents; only one is held at a time.
    """
    number = size = 0
    here: list[Unread] = []
    for document in documents:
        here.append(document)
        size += len(document.data)
        if len(here) >= most or size >= BYTES:
            yield Part(number, tuple(here), _key(here))
            number, size, here = number + 1, 0, []
    if here:
        yield Part(number, tuple(here), _key(here))


def _key(documents: Iterable[Unread]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for place, name, kind, data, _ in documents:
        head = f"{place}\0{name}\0{kind}\0{len(data)}\0"
        digest.update(head.encode("utf-8", "surrogatepass") + data)
    return digest.hexdigest()
