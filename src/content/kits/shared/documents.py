"""Reading what people wrote down: tables as CSV, dates, numbers, and answer keys that are sealed.

A sealed key is JSON in Base64, so that it is not read by accident: python3 -m base64 -d sealed/key.b64
"""

import base64
import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from harness import Failed


def table(path: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a CSV file with at least these columns; fails where it is missing, lacks a column or has no row."""
    if not path.exists():
        raise Failed(f"{path.name} is missing")
    text = path.read_text(encoding="utf-8-sig")
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    names = [name.strip() for name in reader.fieldnames or []]
    for column in columns:
        if column not in names:
            raise Failed(f"{path.name}: there is no column {column!r}; found {', '.join(names) or 'nothing'}")
    rows = [{(key or "").strip(): str(value or "").strip() for key, value in row.items()} for row in reader]
    rows = [row for row in rows if any(row.values())]
    if not rows:
        raise Failed(f"{path.name}: not written yet, it holds the names of the columns alone")
    return rows


def number(row: dict[str, str], column: str, where: str) -> float:
    """The number in a cell, with a point for decimals."""
    try:
        return float(row[column])
    except ValueError:
        raise Failed(f"{where}: {column} is {row[column]!r}, expected a number such as 12.5") from None


def day(row: dict[str, str], column: str, where: str) -> date:
    """The date in a cell, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise Failed(f"{where}: {column} is {row[column]!r}, expected a date such as 2026-03-31") from None


def filled(row: dict[str, str], column: str, where: str) -> str:
    """The text in a cell; fails where there is none."""
    if not row[column]:
        raise Failed(f"{where}: {column} is empty")
    return row[column]


def sealed(path: Path) -> Any:
    """What a sealed key says."""
    try:
        return json.loads(base64.b64decode(path.read_text(encoding="ascii")))
    except (OSError, ValueError):
        raise Failed(f"{path.name} is damaged; unpack it from the zip again") from None


def parts(cell: str) -> set[str]:
    """The entries of a cell that holds several, such as `4.2; 6`."""
    return {part.strip().lower() for part in cell.replace(",", ";").split(";") if part.strip()}
