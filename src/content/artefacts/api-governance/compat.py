"""Compare two JSON Schemas of one message, knowing which way it travels. Exit code 1 on a breaking change.

    compat.py old.json new.json --direction response [--allow exceptions.json]

An exception is {"change": "<field>: <kind>", "until": "YYYY-MM-DD", "reason": "..."}; it ends on that day.
"""

import argparse
import datetime
import json
import sys

OK, CONDITIONAL, BREAKING = "OK", "CONDITIONAL", "BREAKING"


# region rule
def changes(old, new, direction):
    """Yield (verdict, field, kind, reason). A request may only accept more, a response may only promise more."""
    request = direction == "request"
    widens, narrows = (OK, BREAKING) if request else (BREAKING, OK)
    before, after = old.get("properties", {}), new.get("properties", {})
    for name in sorted(before.keys() | after.keys()):
        was, now = name in old.get("required", []), name in new.get("required", [])
        if name not in before:
            if request and now:
                yield BREAKING, name, "added-required", "old clients do not send it"
            elif not request and old.get("additionalProperties") is False:
                yield BREAKING, name, "added", "old readers reject unknown fields"
            else:
                yield OK, name, "added", "optional in requests, ignored by old readers of responses"
        elif name not in after:
            closed = new.get("additionalProperties") is False
            verdict = BREAKING if closed or not request else CONDITIONAL
            yield verdict, name, "removed", "old clients still send it" if request else "old readers still look for it"
        else:
            if was != now:
                yield (narrows if now else widens), name, "required" if now else "optional", "presence changed"
            yield from values(name, before[name], after[name], widens, narrows)


def values(name, was, now, widens, narrows):
    """Compare what a field may hold: its types, then its enum."""
    for kind, old, new in (("type", types(was), types(now)), ("enum", enum(was), enum(now))):
        gains = sorted(new - old) if ANYTHING not in old else []
        loses = sorted(old - new) if ANYTHING not in new else []
        if gains:
            soft = widens == BREAKING and kind == "enum" and was.get("x-extensible")
            yield CONDITIONAL if soft else widens, name, f"{kind}-widened", f"gains {', '.join(gains)}"
        if loses:
            yield narrows, name, f"{kind}-narrowed", f"loses {', '.join(loses)}"
# endregion rule


ANYTHING = "anything"


def types(prop):
    """Types as a set; every integer is a number, and no declared type allows anything."""
    declared = prop.get("type", ANYTHING)
    found = {declared} if isinstance(declared, str) else set(declared)
    return found | {"integer"} if "number" in found else found


def enum(prop):
    """Enum values as a set of JSON texts; no enum allows anything."""
    return {json.dumps(value) for value in prop["enum"]} if "enum" in prop else {ANYTHING}


def excused(change, allowed, today):
    """True while a recorded exception for this change has not ended. An exception without a date is an error."""
    return any(e["change"] == change and today <= datetime.date.fromisoformat(e["until"]) for e in allowed)


def report(old, new, direction, allowed=(), today=None):
    """Return printable lines and whether any unexcused change breaks."""
    today = today or datetime.date.today()
    lines, broken = [], False
    for verdict, name, kind, reason in changes(old, new, direction):
        if verdict == BREAKING and excused(f"{name}: {kind}", allowed, today):
            verdict = "EXCUSED"
        broken |= verdict == BREAKING
        lines.append(f"{direction:<9}{verdict:<12}{name}: {kind} ({reason})")
    return lines, broken


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    cli = argparse.ArgumentParser()
    cli.add_argument("old")
    cli.add_argument("new")
    cli.add_argument("--direction", choices=["request", "response"], required=True)
    cli.add_argument("--allow")
    args = cli.parse_args()
    found, fails = report(load(args.old), load(args.new), args.direction, load(args.allow) if args.allow else ())
    print("\n".join(found))
    sys.exit(fails)
