"""Versions side by side, and the alias that says which one answers."""

import json
import os
from pathlib import Path


def alias(store: Path) -> dict:
    path = store / "alias.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"current": None, "previous": None}


def folder(store: Path, version: int) -> Path:
    return store / f"v{version}"


def next_version(store: Path) -> int:
    return 1 + max((int(path.name[1:]) for path in store.glob("v*")), default=0)


def point(store: Path, version: int, previous: int | None) -> None:
    new = store / "alias.json.new"
    new.write_text(json.dumps({"current": version, "previous": previous}), encoding="utf-8")
    os.replace(new, store / "alias.json")
