"""Commands of the project: python3 -m handbook COMMAND …  Each prints one JSON object."""

import argparse
import sys
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="handbook")
    commands = top.add_subparsers(dest="command", required=True)
    for name in ("reindex", "evaluate"):
        command = commands.add_parser(name)
        command.add_argument("--corpus", type=Path, required=True)
        command.add_argument("--store", type=Path, required=True)
    ask = commands.add_parser("ask")
    ask.add_argument("--store", type=Path, required=True)
    ask.add_argument("--role", choices=["public", "internal"], default="public")
    ask.add_argument("question")
    commands.add_parser("rollback").add_argument("--store", type=Path, required=True)
    return top


def main() -> None:
    options = parser().parse_args()
    sys.exit(f"handbook {options.command}: not written yet")
