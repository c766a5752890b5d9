"""Describe data/processed as a Frictionless data package."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats import __version__
from yjstats.observations import COLUMNS, NAMES


def describe(folder: Path, tables: Mapping[str, pd.DataFrame], others: Mapping[str, str]) -> str:
    """Return the text of datapackage.json for the files of a folder.

    Parameters
    ----------
    folder : Path
        Where the files lie.
    tables : mapping of str to DataFrame
        The frame behind each CSV file, by file name.
    others : mapping of str to str
        Media type of each other file, by file name.

    Returns
    -------
    str
        JSON after the Frictionless Data Package specification, version 1: a resource a file with
        its bytes, SHA-256 and, for tables, the schema of its columns.
    """
    resources = [_table(folder / name, frame) for name, frame in tables.items()]
    resources += [{**_file(folder / name, kind), "type": "file"} for name, kind in others.items()]
    package = {
        "profile": "data-package",
        "name": "yjstats",
        "title": "Comparative statistics of Zhejiang cities' aid programmes in southern Xinjiang",
        "version": __version__,
        "licenses": [{"name": "MIT", "title": "MIT License"}],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _file(path: Path, kind: str) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "profile": "data-resource",
        "name": path.name.replace(".", "-").lower(),
        "path": path.name,
        "format": path.suffix[1:],
        "mediatype": kind,
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
    }


def _table(path: Path, frame: pd.DataFrame) -> dict[str, Any]:
    tidy = tuple(frame.columns) == NAMES
    blank = {column.name: column.blank for column in COLUMNS} if tidy else {}
    fields = []
    for name in frame.columns:
        item: dict[str, Any] = {"name": name, "type": _type(frame[name].dtype)}
        if blank.get(name):
            item["description"] = f"Blank: {blank[name]}."
        elif name in blank:
            item["constraints"] = {"required": True}
        fields.append(item)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    return {
        **_file(path, "text/csv"),
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema,
    }


def _type(dtype: Any) -> str:
    if pd.api.types.is_integer_dtype(dtype):
        return "integer"
    if pd.api.types.is_float_dtype(dtype):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(dtype) else "string"
