"""The service: python3 -m handbook.serve. Its settings are environment variables; README.md lists them."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from handbook import store
from handbook.answer import ask
from handbook.index import Index


class Application:
    def __init__(self, folder: Path, model_url: str, limit: int) -> None:
        self.folder, self.model_url = folder, model_url
        self.free = threading.Semaphore(limit)
        self.lock = threading.Lock()
        self.loaded: Index | None = None
        self.cache: dict[tuple, dict] = {}

    def index(self) -> Index:
        version = store.alias(self.folder)["current"]
        with self.lock:
            if self.loaded is None or self.loaded.version != version:
                self.loaded = Index.load(store.folder(self.folder, version))
            return self.loaded

    def ask(self, question: str, role: str) -> tuple[int, dict]:
        index = self.index()
        key = (" ".join(question.lower().split()), role, index.version)
        if key in self.cache:
            return 200, self.cache[key]
        if not self.free.acquire(blocking=False):
            return 429, {"error": "too many questions at once, try again"}
        try:
            answer = ask(index, self.model_url, question, role)
        finally:
            self.free.release()
        if not answer["degraded"]:
            self.cache[key] = answer
        return 200, answer

    def retrieve(self, question: str, role: str) -> tuple[int, dict]:
        index = self.index()
        chunks = [{"id": c.id, "doc": c.doc, "section": c.section, "text": c.text} for c in index.search(question, role)]
        return 200, {"chunks": chunks, "versions": {"index": index.version}}

    def latest(self) -> dict:
        return json.loads((store.folder(self.folder, self.index().version) / "report.json").read_text(encoding="utf-8"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    application: Application

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self.reply(200, {"status": "ok"})
        elif self.path == "/evals/latest":
            self.reply(200, self.application.latest())
        else:
            self.reply(404, {"error": "there is no such page"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        action = {"/ask": self.application.ask, "/retrieve": self.application.retrieve}.get(self.path)
        if action is None:
            return self.reply(404, {"error": "there is no such page"})
        try:
            asked = json.loads(body)
            question, role = str(asked["question"]), str(asked.get("role", "public"))
        except (ValueError, KeyError, AttributeError):
            return self.reply(400, {"error": "expected a JSON object with a question"})
        return self.reply(*action(question, role))

    def reply(self, status: int, content: dict) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    env = os.environ
    Handler.application = Application(Path(env["STORE"]), env["MODEL_URL"], int(env.get("MODEL_LIMIT", "4")))
    ThreadingHTTPServer(("127.0.0.1", int(env["PORT"])), Handler).serve_forever()
