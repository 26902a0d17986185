"""Keeps the modules of a monolith apart: who may import whom, and only through the other's `api`."""

import ast
import pathlib
import sys

# region rules
ALLOWED = {
    "orders": {"pricing", "payments", "catalog"},
    "pricing": {"catalog"},
    "shipping": {"orders"},
    "payments": set(),
    "catalog": set(),
}


def violations(module, source):
    """Yield (line, reason) for each import of another module that the rules do not allow."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            other, _, rest = name.partition(".")
            if other not in ALLOWED or other == module:
                continue
            if other not in ALLOWED[module]:
                yield node.lineno, f"{module} must not depend on {other}"
            elif rest.split(".")[0] != "api":
                yield node.lineno, f"{module} must use {other}.api, not {name}"
# endregion rules


if __name__ == "__main__":
    found = [
        f"{file}:{line}: {reason}"
        for module in ALLOWED
        for file in sorted(pathlib.Path(sys.argv[1], module).rglob("*.py"))
        for line, reason in violations(module, file.read_text(encoding="utf-8"))
    ]
    print("\n".join(found))
    sys.exit(bool(found))
