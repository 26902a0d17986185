"""Documents, their chunks, and words."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path

SIZE, OVERLAP = 300, 50
STOP = set("a an and are at be by does for from has have how in is it may of on one the this to was what when where which who".split())


@dataclass
class Chunk:
    id: str
    doc: str
    section: str
    access: str
    title: str
    text: str

    def as_dict(self) -> dict:
        return asdict(self)


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in STOP]


def read(corpus: Path) -> list[Chunk]:
    return [chunk for path in sorted((corpus / "docs").glob("*.md")) for chunk in chunks(path.read_text(encoding="utf-8"))]


def chunks(document: str) -> list[Chunk]:
    """Chunks of a document: whole sections together while they fit, long ones in overlapping windows."""
    _, front, body = document.split("---\n", 2)
    about = dict(line.split(": ", 1) for line in front.strip().splitlines())
    parts: list[tuple[str, str]] = []
    for section in re.split(r"^## ", body, flags=re.M)[1:]:
        heading, text = section.split("\n", 1)
        tokens = text.split()
        if parts and len(parts[-1][1].split()) + len(tokens) <= SIZE:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {' '.join(tokens)}")
            continue
        for start in range(0, max(1, len(tokens) - OVERLAP), SIZE - OVERLAP):
            parts.append((heading.strip(), " ".join(tokens[start : start + SIZE])))
    return [
        Chunk(f"{about['id']}#{place}", about["id"], section, about["access"], about["title"], text)
        for place, (section, text) in enumerate(parts, start=1)
    ]
