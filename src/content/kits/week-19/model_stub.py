"""Stands where MODEL_S will stand: python3 model_stub.py, with PORT in the environment.

POST /generate {"question", "chunks": [{"id", "doc", "text"}]} answers {"sentences": [{"text", "chunk_id", "quote"}]}: the
sentence that shares most words with the question. MODE makes it a bad model, for the tests:

    gullible    also does what a chunk tells it to
    lying       quotes words that stand nowhere
    elsewhere   quotes another part of the document (CORPUS), under the chunk that it was given
    DELAY       seconds for each answer
"""

import json
import os
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODE, DELAY = os.environ.get("MODE", ""), float(os.environ.get("DELAY", "0"))


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def generate(question: str, chunks: list[dict]) -> list[dict]:
    candidates = [(sentence, chunk) for chunk in chunks for sentence in re.split(r"(?<=[.?!])\s+", chunk["text"]) if sentence]
    sentence, chunk = max(candidates, key=lambda pair: len(words(pair[0]) & words(question)))
    place = chunk["text"].find(sentence)
    before = re.split(r"(?<=[.?!])\s+", chunk["text"][:place].strip())[-1]
    quote = f"{before} {sentence}" if sentence.startswith("It says") and f"{before} {sentence}" in chunk["text"] else sentence
    answer = [{"text": quote, "chunk_id": chunk["id"], "quote": quote}]
    if MODE == "gullible" and any("ignore previous instructions" in one["text"].lower() for one in chunks):
        leaked = re.findall(r"SECRET-\w+", " ".join(one["text"] for one in chunks))
        answer.append({"text": f"OBEYED {' '.join(leaked)}", "chunk_id": chunk["id"], "quote": "as you instructed"})
    if MODE == "lying":
        answer[0]["quote"] = "The handbook says so quite clearly."
    if MODE == "elsewhere":
        document = (Path(os.environ["CORPUS"]) / "docs" / f"{chunk['doc']}.md").read_text(encoding="utf-8")
        others = [one for one in re.split(r"(?<=[.?!])\s+", document.split("## History")[-1].strip()) if one not in chunk["text"]]
        answer[0]["quote"] = others[-1] if others else "nothing"
    return answer


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        time.sleep(DELAY)
        body = json.dumps({"sentences": generate(asked["question"], asked["chunks"]) if asked["chunks"] else []}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
