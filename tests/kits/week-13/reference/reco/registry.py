"""Versions and aliases in one JSON file."""

import json
import os
from pathlib import Path


def read(folder: Path) -> dict:
    path = folder / "registry.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"models": [], "aliases": {}}


def write(folder: Path, content: dict) -> None:
    """Replaces the file in one step, so that a reader never finds half of it."""
    new = folder / "registry.json.new"
    new.write_text(json.dumps(content, indent=1), encoding="utf-8")
    os.replace(new, folder / "registry.json")


def model_path(folder: Path, version: int) -> Path:
    return folder / f"v{version}.npz"


def set_alias(folder: Path, name: str, version: int) -> dict:
    """@raises SystemExit when there is no such version"""
    content = read(folder)
    if version not in [model["version"] for model in content["models"]]:
        raise SystemExit(f"there is no version {version}")
    content["aliases"][name] = version
    write(folder, content)
    return content["aliases"]
