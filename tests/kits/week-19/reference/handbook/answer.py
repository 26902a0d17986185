"""From a question to an answer that only says what its quotes support."""

import json
import urllib.error
import urllib.request

from handbook.index import Index
from handbook.text import Chunk

REFUSAL = "The handbook does not answer this question."
LEAST_CONFIDENCE = 0.6
PROMPT_VERSION = "extract-1"
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(index: Index, model_url: str, question: str, role: str) -> dict:
    chunks = index.search(question, role)
    confidence = index.confidence(question, chunks)
    about = {
        "confidence": round(confidence, 3), "degraded": False,
        "versions": {"index": index.version, "prompt": PROMPT_VERSION, "model": "stub-1"},
    }
    refusal = {"answer": REFUSAL, "citations": [], "refused": True, **about}
    if confidence < LEAST_CONFIDENCE:
        return refusal
    try:
        sentences = generate(model_url, question, chunks)
    except (OSError, ValueError, KeyError):
        passages = [citation(chunk, chunk.text) for chunk in chunks]
        return {"answer": chunks[0].text, "citations": passages, "refused": False, **about, "degraded": True}
    retrieved = {chunk.id: chunk for chunk in chunks}
    if not sentences or not all(supported(sentence, retrieved) for sentence in sentences):
        return refusal
    cited = [citation(retrieved[sentence["chunk_id"]], sentence["quote"]) for sentence in sentences]
    return {"answer": " ".join(sentence["text"] for sentence in sentences), "citations": cited, "refused": False, **about}


def supported(sentence: dict, retrieved: dict[str, Chunk]) -> bool:
    """Whether the quote stands verbatim in the chunk that it names, and that chunk was retrieved for this question."""
    chunk = retrieved.get(sentence["chunk_id"])
    return chunk is not None and bool(sentence["quote"].strip()) and sentence["quote"] in chunk.text


def citation(chunk: Chunk, quote: str) -> dict:
    return {"doc": chunk.doc, "section": chunk.section, "chunk_id": chunk.id, "quote": quote}


def generate(url: str, question: str, chunks: list[Chunk]) -> list[dict]:
    body = json.dumps({"question": question, "chunks": [{"id": c.id, "doc": c.doc, "text": c.text} for c in chunks]}).encode()
    request = urllib.request.Request(f"{url}/generate", data=body, headers={"content-type": "application/json"})
    with opener.open(request, timeout=10) as answer:
        return json.load(answer)["sentences"]
