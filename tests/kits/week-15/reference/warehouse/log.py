"""The partitioned log: a record is (appended at, partition, offset, event)."""

import heapq
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

Record = tuple[datetime, str, int, dict]


def data_dir() -> Path:
    return Path(os.environ["DATA_DIR"])


def read(offsets: dict[str, int] | None = None) -> Iterator[Record]:
    """Records from these offsets on, over all partitions, in the order in which they were appended."""
    paths = sorted((data_dir() / "log").glob("partition-*.ndjson"))
    return heapq.merge(*(partition(path, (offsets or {}).get(path.stem, 0)) for path in paths), key=lambda record: record[:3])


def partition(path: Path, start: int) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        for offset, line in enumerate(file):
            if offset >= start:
                record = json.loads(line)
                yield datetime.fromisoformat(record["appendedAt"]), path.stem, offset, record["event"]
