"""BM25, cosine and their fusion over a handful of chunks, with the standard library."""

import re
from collections import Counter
from math import log


# #region bm25
def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def bm25(query, chunks, k1=1.2, b=0.75):
    """Scores each chunk: rare words count more, repetition saturates, long chunks pay for their length."""
    bags = [Counter(words(chunk)) for chunk in chunks]
    mean = sum(sum(bag.values()) for bag in bags) / len(bags)
    scores = [0.0] * len(chunks)
    for word in set(words(query)):
        having = sum(word in bag for bag in bags)
        rarity = log(1 + (len(bags) - having + 0.5) / (having + 0.5))
        for place, bag in enumerate(bags):
            length = k1 * (1 - b + b * sum(bag.values()) / mean)
            scores[place] += rarity * bag[word] * (k1 + 1) / (bag[word] + length)
    return scores
# #endregion bm25


# #region fuse
def fuse(rankings, k=60):
    """Reciprocal rank fusion: each list gives 1 / (k + place), so no scores have to be made comparable."""
    points = Counter()
    for ranking in rankings:
        for place, chunk in enumerate(ranking, start=1):
            points[chunk] += 1 / (k + place)
    return sorted(points, key=lambda chunk: (-points[chunk], chunk))
# #endregion fuse


# #region search
def search(query, chunks, role, rank, top=4):
    """`chunks` are (id, access, text). What the role may not read never enters the ranking."""
    allowed = [chunk for chunk in chunks if chunk[1] == "public" or role == "internal"]
    order = rank(query, [text for _, _, text in allowed])
    return [allowed[place][0] for place in order[:top]]
# #endregion search


if __name__ == "__main__":
    chunks = [
        ("c1", "public", "Rollback: set the alias to the previous version. A rollback takes two minutes."),
        ("c2", "public", "The cache key has the question, the role and all versions."),
        ("c3", "internal", "The rollback password is in the vault of the platform team."),
    ]
    rank = lambda query, texts: sorted(range(len(texts)), key=lambda place: -bm25(query, texts)[place])
    print([round(score, 2) for score in bm25("rollback alias", [text for _, _, text in chunks])])
    print(search("rollback password", chunks, "public", rank), search("rollback password", chunks, "internal", rank, 1))
    print(fuse([["c1", "c2", "c3"], ["c3", "c1"]]))
