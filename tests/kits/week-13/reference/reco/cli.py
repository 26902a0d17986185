"""Commands of the project: python3 -m reco COMMAND …  Each prints one JSON value."""

import argparse
import json
import sys
from pathlib import Path

from reco.experiment import analyse, users_per_arm, variant
from reco.ranking import measures


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
    print(json.dumps(answer(parser().parse_args())))


def answer(options: argparse.Namespace) -> object:
    match options.command:
        case "metrics":
            asked = json.load(sys.stdin)
            return measures(asked["recommended"], set(asked["relevant"]), asked["k"])
        case "assign":
            return {user: variant(user, options.salt) for user in sys.stdin.read().split()}
        case "power":
            return {"users_per_arm": users_per_arm(options.base, options.lift)}
        case "analyse":
            return [analyse(**experiment) for experiment in json.load(sys.stdin)]
    # scikit-learn takes most of a second to load, so only these three commands do it.
    from reco import pipeline, registry

    match options.command:
        case "pipeline":
            return pipeline.run(options.data, options.registry, options.seed)
        case "monitor":
            return pipeline.monitor(options.data, options.registry, options.seed)
        case _:
            return registry.set_alias(options.registry, options.name, options.version)
