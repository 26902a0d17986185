"""An answer may only quote what stands in the chunk that it cites."""


# #region verify
def unsupported(citations, retrieved):
    """Citations (chunk id, quote) that are not verbatim in a chunk that was retrieved for this question."""
    def plain(text):
        return " ".join(text.split())

    return [
        (chunk, quote)
        for chunk, quote in citations
        if chunk not in retrieved or not quote.strip() or plain(quote) not in plain(retrieved[chunk])
    ]
# #endregion verify


if __name__ == "__main__":
    retrieved = {"c1": "A rollback takes\ntwo minutes.", "c2": "The cache key has all versions."}
    print(unsupported([("c1", "takes two minutes"), ("c2", "takes two minutes"), ("c9", "all versions"), ("c2", "")], retrieved))
