"""Name the version of the extractor: its code and the words it reads by."""

import hashlib

from yjstats.codebook import FOLDER, RULES
from yjstats.codebook.own import in_use, per_codebook

CODE = "8"
SHARED = ("indicators", "unit_words", "cities")


@per_codebook
def extractor_version() -> str:
    """Return the version that a reading is stamped with.

    Returns
    -------
    str
        The number of the code and a short digest of the data files that extraction reads by, so
        that an edited lexicon makes older readings stale.
    """
    digest = hashlib.blake2b(digest_size=6)
    for name in sorted((*RULES, *SHARED)):
        digest.update((FOLDER / f"{name}.csv").read_bytes())
    for file, data in in_use():
        if file.removesuffix(".csv") in (*RULES, *SHARED) or file.endswith(".txt"):
            digest.update(file.encode() + data)
    return f"{CODE}-{digest.hexdigest()}"
