"""Checks events against contracts/order-events.json: the part of JSON Schema that it uses."""

import json
from pathlib import Path
from typing import Any

CONTRACT = json.loads(Path("contracts/order-events.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def violations(event: Any) -> list[str]:
    """What is wrong with an event, each with the path of the field; empty when it keeps the contract."""
    found = against(CONTRACT["envelope"], event, "event")
    if found:
        return found
    schema = CONTRACT.get(event["type"])
    return against(schema, event["data"], f"{event['type']}.data") if schema else []


def against(schema: dict, value: Any, path: str) -> list[str]:
    if not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool):
        return [f"{path}: expected {schema['type']}, found {type(value).__name__}"]
    found = [f"{path}.{name} is missing" for name in schema.get("required", []) if name not in value]
    for name, part in schema.get("properties", {}).items():
        if name in value:
            found += against(part, value[name], f"{path}.{name}")
    if "items" in schema:
        found += [problem for place, item in enumerate(value) for problem in against(schema["items"], item, f"{path}[{place}]")]
    return found
