"""The service: python3 -m reco.serve. Its settings are environment variables; README.md lists them."""

import os

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/recommendations")
def recommendations(user_id: int, k: int = 10) -> JSONResponse:
    return JSONResponse({"error": "not written yet"}, status_code=501)


@app.get("/healthz")
def healthz() -> dict:
    return {"status": "not written yet"}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning")
