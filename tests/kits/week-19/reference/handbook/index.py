"""BM25 and SVD vectors over chunks, in one NumPy file for each version."""

import json
from collections import Counter
from pathlib import Path

import numpy as np

from handbook.text import Chunk, read, words

K1, B, DIMENSIONS = 1.2, 0.75, 64


class Index:
    def __init__(self, version: int, chunks: list[Chunk], vocabulary: list[str], arrays: dict[str, np.ndarray]) -> None:
        self.version, self.chunks = version, chunks
        self.place = {word: place for place, word in enumerate(vocabulary)}
        self.bm25, self.rarity = arrays["bm25"], arrays["rarity"]
        self.vectors, self.components = arrays["vectors"], arrays["components"]
        self.public = np.array([chunk.access == "public" for chunk in chunks])
        self.bags = [set(words(f"{chunk.title} {chunk.text}")) for chunk in chunks]

    def search(self, question: str, role: str, top: int = 4) -> list[Chunk]:
        """The best chunks among those that the role may read: nothing else is ranked."""
        allowed = np.flatnonzero(self.public) if role != "internal" else np.arange(len(self.chunks))
        asked = [self.place[word] for word in set(words(question)) if word in self.place]
        lexical = self.bm25[allowed][:, asked].sum(axis=1)
        query = np.zeros(len(self.place), dtype=np.float32)
        query[asked] = self.rarity[asked]
        meaning = self.vectors[allowed] @ (self.components @ query)
        points: Counter = Counter()
        for scores in (lexical, meaning):
            for rank, place in enumerate(np.argsort(-scores, kind="stable")[:20], start=1):
                points[int(place)] += 1 / (60 + rank)
        best = sorted(points, key=lambda place: (-points[place], -lexical[place], place))[:top]
        return [self.chunks[allowed[place]] for place in best]

    def confidence(self, question: str, chunks: list[Chunk]) -> float:
        """Share of the question's words, weighted by rarity, that the best of these chunks holds."""
        unknown = float(np.log(1 + (len(self.chunks) + 0.5) / 0.5))
        weights = {word: float(self.rarity[self.place[word]]) if word in self.place else unknown for word in set(words(question))}
        held = {chunk.id: bag for chunk, bag in zip(self.chunks, self.bags, strict=True)}
        best = max((sum(weight for word, weight in weights.items() if word in held[chunk.id]) for chunk in chunks), default=0.0)
        return best / (sum(weights.values()) or 1)

    @staticmethod
    def load(folder: Path) -> "Index":
        content = json.loads((folder / "chunks.json").read_text(encoding="utf-8"))
        with np.load(folder / "index.npz", allow_pickle=False) as arrays:
            return Index(content["version"], [Chunk(**one) for one in content["chunks"]], content["vocabulary"], dict(arrays))


def build(corpus: Path, folder: Path, version: int) -> None:
    """Writes a new version into a folder of its own."""
    from sklearn.decomposition import TruncatedSVD

    chunks = read(corpus)
    bags = [Counter(words(f"{chunk.title} {chunk.text}")) for chunk in chunks]
    vocabulary = sorted({word for bag in bags for word in bag})
    place = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(chunks), len(vocabulary)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            counts[row, place[word]] = count
    having = (counts > 0).sum(axis=0)
    rarity = np.log(1 + (len(chunks) - having + 0.5) / (having + 0.5)).astype(np.float32)
    lengths = counts.sum(axis=1, keepdims=True)
    bm25 = rarity * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / lengths.mean()))
    weighted = np.log1p(counts) * rarity
    svd = TruncatedSVD(min(DIMENSIONS, len(chunks) - 1, len(vocabulary) - 1), random_state=0).fit(weighted)
    vectors = svd.transform(weighted)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    folder.mkdir(parents=True)
    with (folder / "index.npz").open("wb") as file:
        np.savez(
            file, bm25=bm25.astype(np.float32), rarity=rarity, vectors=vectors.astype(np.float32),
            components=svd.components_.astype(np.float32),
        )
    content = {"version": version, "vocabulary": vocabulary, "chunks": [chunk.as_dict() for chunk in chunks]}
    (folder / "chunks.json").write_text(json.dumps(content), encoding="utf-8")
