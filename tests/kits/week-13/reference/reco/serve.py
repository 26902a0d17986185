"""The service: python3 -m reco.serve. Its settings are environment variables; README.md lists them."""

import json
import logging
import os
import shutil
import sqlite3
import threading
import time
import uuid
from collections import Counter
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from reco import registry
from reco.experiment import variant
from reco.model import Model


class Models:
    """The models behind the aliases, read again every few seconds; a copy of the champion stays on the local disk."""

    def __init__(self, folder: Path, cache: Path, every: float) -> None:
        self.folder, self.cache, self.every = folder, cache, every
        self.by_alias: dict[str, tuple[int, Model]] = {}
        self.degraded = False
        self.next_look = 0.0
        self.lock = threading.Lock()
        self.look()

    def get(self, alias: str) -> tuple[int | None, Model | None]:
        with self.lock:
            if time.monotonic() >= self.next_look:
                self.look()
            return self.by_alias.get(alias) or self.by_alias.get("champion") or (None, None)

    def look(self) -> None:
        self.next_look = time.monotonic() + self.every
        try:
            aliases = registry.read(self.folder)["aliases"] if self.folder.exists() else {}
            if "champion" not in aliases:
                raise OSError(f"no champion in {self.folder}")
            for alias in self.by_alias.keys() - aliases.keys():
                del self.by_alias[alias]
            for alias, version in aliases.items():
                if self.by_alias.get(alias, (None,))[0] != version:
                    self.by_alias[alias] = version, Model.load(registry.model_path(self.folder, version))
                    if alias == "champion":
                        self.keep(version)
            self.degraded = False
        except (OSError, ValueError, KeyError) as error:
            if not self.degraded:
                logging.warning("registry: %s", error)
            self.degraded = True
            self.from_cache()

    def keep(self, version: int) -> None:
        self.cache.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(registry.model_path(self.folder, version), self.cache / "model.npz")
        (self.cache / "version").write_text(str(version))

    def from_cache(self) -> None:
        path = self.cache / "model.npz"
        if "champion" not in self.by_alias and path.exists():
            self.by_alias["champion"] = int((self.cache / "version").read_text()), Model.load(path)


class Event(BaseModel):
    user_id: int
    item_id: int
    type: str
    ts: str
    request_id: str


def open_database(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    database.execute(
        "CREATE TABLE IF NOT EXISTS exposures (request_id TEXT PRIMARY KEY, user_id INTEGER, variant TEXT,"
        " model_version INTEGER, items TEXT, at REAL)"
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS events (request_id TEXT PRIMARY KEY, user_id INTEGER, item_id INTEGER, type TEXT, ts TEXT)"
    )
    database.execute("PRAGMA synchronous = OFF")
    return database


def application(models: Models, database: sqlite3.Connection, bestsellers: list[int], salt: str) -> FastAPI:
    app = FastAPI()
    counters: Counter = Counter()
    lock = threading.Lock()

    @app.get("/recommendations")
    def recommendations(user_id: int, k: int = 10) -> dict:
        arm = variant(user_id, salt)
        version, model = models.get("challenger" if arm == "treatment" else "champion")
        fallback = True
        popular = bestsellers if model is None else [int(item) for item in model.popular]
        items = [(item, 0.0) for item in popular[:k]]
        if model is not None and user_id in model.row:
            try:
                items, fallback = model.recommend(user_id, k), False
            except Exception:
                logging.exception("model %s failed for user %s", version, user_id)
        with lock:
            counters[arm, fallback] += 1
            shown = json.dumps([item for item, _ in items])
            row = (str(uuid.uuid4()), user_id, arm, version, shown, time.time())
            database.execute("INSERT INTO exposures VALUES (?, ?, ?, ?, ?, ?)", row)
        listed = [{"id": item, "score": score} for item, score in items]
        return {"items": listed, "model_version": version, "variant": arm, "fallback": fallback}

    @app.post("/events", status_code=202)
    def events(event: Event) -> dict:
        with lock:
            row = (event.request_id, event.user_id, event.item_id, event.type, event.ts)
            database.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)", row)
        return {"accepted": True}

    @app.get("/healthz")
    def healthz() -> dict:
        version, _ = models.get("champion")
        return {"status": "degraded" if models.degraded else "ok", "model_version": version}

    @app.get("/metrics", response_class=PlainTextResponse)
    def metrics() -> str:
        return "".join(
            f'reco_requests_total{{variant="{arm}",fallback="{str(fallback).lower()}"}} {count}\n'
            for (arm, fallback), count in sorted(counters.items())
        )

    return app


if __name__ == "__main__":
    env = os.environ
    models = Models(Path(env["REGISTRY"]), Path(env["CACHE_DIR"]), float(env.get("RELOAD_SECONDS", "5")))
    bestsellers = json.loads(Path("bestsellers.json").read_text(encoding="utf-8"))
    app = application(models, open_database(env["DATABASE"]), bestsellers, env.get("SALT", "ranker-2026-11"))
    uvicorn.run(app, host="127.0.0.1", port=int(env["PORT"]), log_level="warning")
