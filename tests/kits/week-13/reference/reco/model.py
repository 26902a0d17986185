"""Models as two matrices: the scores of a user are her row of `left` times `right`. Saved without pickle."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class Model:
    users: np.ndarray
    items: np.ndarray
    left: np.ndarray
    right: np.ndarray
    seen: np.ndarray
    popular: np.ndarray

    def __post_init__(self) -> None:
        self.row = {int(user): row for row, user in enumerate(self.users)}

    def recommend(self, user: int, k: int) -> list[tuple[int, float]]:
        """The best items that the user has not had yet. @raises KeyError for an unknown user"""
        row = self.row[user]
        scores = self.left[row] @ self.right
        scores[self.seen[row]] = -np.inf
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(self.items[place]), float(scores[place])) for place in best]

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(
                file, users=self.users, items=self.items, left=self.left, right=self.right, seen=self.seen, popular=self.popular
            )

    @staticmethod
    def load(path: Path) -> "Model":
        with np.load(path, allow_pickle=False) as parts:
            return Model(**{name: parts[name] for name in parts.files})


def train(events: list[dict], seed: int) -> dict[str, Model]:
    """Popularity, item-to-item neighbours and SVD of the same matrix of users and items."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.neighbors import NearestNeighbors

    users = np.array(sorted({int(event["user_id"]) for event in events}))
    items = np.array(sorted({int(event["item_id"]) for event in events}))
    matrix = np.zeros((len(users), len(items)), dtype=np.float32)
    rows = np.searchsorted(users, [int(event["user_id"]) for event in events])
    columns = np.searchsorted(items, [int(event["item_id"]) for event in events])
    np.add.at(matrix, (rows, columns), 1)
    seen = matrix > 0
    frequency = matrix.sum(axis=0)
    popular = items[np.argsort(-frequency, kind="stable")]
    weights = np.log1p(matrix)

    finder = NearestNeighbors(n_neighbors=min(41, len(items)), metric="cosine", algorithm="brute").fit(weights.T)
    distances, neighbours = finder.kneighbors(weights.T)
    similar = np.zeros((len(items), len(items)), dtype=np.float32)
    np.put_along_axis(similar, neighbours, 1 - distances.astype(np.float32), axis=1)
    np.fill_diagonal(similar, 0)

    svd = TruncatedSVD(n_components=16, random_state=seed)
    factors = svd.fit_transform(weights).astype(np.float32)

    def model(left: np.ndarray, right: np.ndarray) -> Model:
        return Model(users, items, left, right.astype(np.float32), seen, popular)

    ones = np.ones((len(users), 1), dtype=np.float32)
    return {
        "popularity": model(ones, frequency[None, :]),
        "itemknn": model(weights, similar.T),
        "svd": model(factors, svd.components_),
    }
