"""Commands of the project: python3 -m reco COMMAND …  Each prints one JSON value."""

import argparse
import sys
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="reco")
    commands = top.add_subparsers(dest="command", required=True)
    for name in ("pipeline", "monitor"):
        command = commands.add_parser(name)
        command.add_argument("--data", type=Path, required=True)
        command.add_argument("--registry", type=Path, required=True)
        command.add_argument("--seed", type=int, default=1)
    commands.add_parser("metrics")
    commands.add_parser("analyse")
    assign = commands.add_parser("assign")
    assign.add_argument("--salt", required=True)
    power = commands.add_parser("power")
    power.add_argument("--base", type=float, required=True)
    power.add_argument("--lift", type=float, required=True)
    alias = commands.add_parser("alias")
    alias.add_argument("name")
    alias.add_argument("version", type=int)
    alias.add_argument("--registry", type=Path, required=True)
    return top


def main() -> None:
    options = parser().parse_args()
    sys.exit(f"reco {options.command}: not written yet")
