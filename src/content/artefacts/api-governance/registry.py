"""What a schema registry checks for flat Avro records, and the order of upgrades that follows from it.

A schema is {field: (type, has_default)}.
"""

# region modes
PROMOTED = {"int": {"long", "float", "double"}, "long": {"float", "double"}, "float": {"double"}}


def can_read(reader, writer):
    """True when data written with one schema resolve under the other, by Avro's rules for flat records."""
    for name, (kind, has_default) in reader.items():
        if name not in writer:
            if not has_default:
                return False
        elif writer[name][0] != kind and kind not in PROMOTED.get(writer[name][0], ()):
            return False
    return True


def accepts(mode, versions, new):
    """True when a registry in this mode lets `new` follow `versions` (oldest first)."""
    direction, _, transitive = mode.partition("_")
    against = versions if transitive else versions[-1:]
    backward = all(can_read(new, old) for old in against)
    forward = all(can_read(old, new) for old in against)
    return {"BACKWARD": backward, "FORWARD": forward, "FULL": backward and forward}[direction]
# endregion modes


V1 = {"id": ("string", False), "amount": ("long", False)}
V2 = {"id": ("string", False)}
V3 = {"id": ("string", False), "amount": ("string", True)}

CHANGES = {
    "add with default": (V1, V1 | {"note": ("string", True)}),
    "add without default": (V1, V1 | {"note": ("string", False)}),
    "remove with default": (V1 | {"note": ("string", True)}, V1),
    "remove without default": (V1 | {"note": ("string", False)}, V1),
    "int to long": ({"n": ("int", False)}, {"n": ("long", False)}),
}

if __name__ == "__main__":
    for label, (old, new) in CHANGES.items():
        print(label, *(mode for mode in ("BACKWARD", "FORWARD", "FULL") if accepts(mode, [old], new)))
    print("v2 after v1", accepts("BACKWARD", [V1], V2))
    print("v3 after v1, v2", accepts("BACKWARD", [V1, V2], V3), accepts("BACKWARD_TRANSITIVE", [V1, V2], V3))
