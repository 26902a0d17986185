"""A Protobuf decoder small enough to read: what each version of a reader makes of the same bytes."""


# region decode
VARINT, FIXED64, LEN, FIXED32 = 0, 1, 2, 5
WIRE = {"int32": VARINT, "int64": VARINT, "sint64": VARINT, "enum": VARINT, "string": LEN}


def varint(data, at):
    """Read one varint: seven bits a byte, lowest first, the top bit says that more follow."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def decode(data, schema):
    """Decode with a schema {number: (name, type)}; a number or wire type it does not know is skipped silently."""
    message = {name: "" if kind == "string" else 0 for name, kind in schema.values()}
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == VARINT:
            raw, at = varint(data, at)
        elif wire == LEN:
            size, at = varint(data, at)
            raw, at = data[at : at + size], at + size
        else:
            size = {FIXED64: 8, FIXED32: 4}[wire]
            raw, at = data[at : at + size], at + size
        name, kind = schema.get(number, (None, None))
        if name and WIRE[kind] == wire:
            message[name] = interpret(raw, kind)
    return message
# endregion decode


def interpret(raw, kind):
    """Give raw wire content the meaning of a type; two's complement for int32 and int64, zigzag for sint64."""
    if kind == "string":
        return raw.decode()
    if kind == "sint64":
        return (raw >> 1) ^ -(raw & 1)
    bits = 64 if kind == "int64" else 32
    raw &= (1 << bits) - 1
    return raw - (1 << bits) if raw >> (bits - 1) else raw


def write_varint(value):
    """Encode a non-negative integer."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def payment(amount):
    """Bytes of Payment {id: "p1", amount_cents: amount, currency: 1} as version 1 writes them."""
    return b"\x0a\x02p1" + b"\x10" + write_varint(amount) + b"\x18\x01"


READERS = {
    "v1 int64 amount_cents = 2": ("amount_cents", "int64"),
    "v2 int64 amount_micros = 2": ("amount_micros", "int64"),
    "v2 sint64 amount_cents = 2": ("amount_cents", "sint64"),
    "v2 string amount = 2": ("amount", "string"),
    "v2 int32 amount_cents = 2": ("amount_cents", "int32"),
}

if __name__ == "__main__":
    for cents in (1250, 1251, 3_000_000_000):
        print(cents, payment(cents).hex(" "))
        for label, (name, kind) in READERS.items():
            read = decode(payment(cents), {1: ("id", "string"), 2: (name, kind), 3: ("currency", "enum")})
            print(f"  {label}: {read[name]!r} currency {read['currency']}")
