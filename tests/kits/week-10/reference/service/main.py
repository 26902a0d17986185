"""The service, fast. Reads PORT, DATABASE_URL, REDIS_URL."""

import os
import threading
import time
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
from psycopg2.pool import ThreadedConnectionPool
from pydantic import BaseModel

from .cache import Cache
from .redis_client import Redis

PAGE, POOL = 20, 9
app = FastAPI()
pool = ThreadedConnectionPool(1, POOL, os.environ["DATABASE_URL"], connect_timeout=2, options="-c statement_timeout=2000")
free = threading.BoundedSemaphore(POOL)
cache = Cache(Redis(os.environ["REDIS_URL"]))
wrote: dict[int, float] = {}

setup = pool.getconn()
setup.autocommit = True
with setup.cursor() as cursor:
    cursor.execute("CREATE INDEX IF NOT EXISTS products_by_price ON products (price, id)")
    cursor.execute("CREATE INDEX IF NOT EXISTS products_by_category ON products (category, price, id)")
    cursor.execute("CREATE INDEX IF NOT EXISTS reviews_by_product ON reviews (product_id) INCLUDE (stars)")
    cursor.execute("CREATE INDEX IF NOT EXISTS reviews_by_user ON reviews (user_id, id)")
pool.putconn(setup)


class NewReview(BaseModel):
    product_id: int
    stars: int
    body: str


@contextmanager
def connection():
    if not free.acquire(timeout=2):
        raise HTTPException(503, "busy")
    try:
        one = pool.getconn()
        try:
            one.autocommit = True
            yield one
        finally:
            pool.putconn(one, close=bool(one.closed))
    finally:
        free.release()


def query(text: str, values: tuple = ()) -> list[tuple]:
    with connection() as one, one.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []


@app.get("/health")
async def health():
    return {"ok": True}


def page_of(category: str | None, page: int, after: str | None) -> dict:
    conditions, values = [], []
    if category:
        conditions.append("category = %s")
        values.append(category)
    if after:
        price, _, product_id = after.partition(":")
        conditions.append("(price, id) > (%s, %s)")
        values += [int(price), int(product_id)]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    skip = 0 if after else (page - 1) * PAGE
    text = f"SELECT id, name, category, price FROM products {where} ORDER BY price, id LIMIT %s OFFSET %s"
    rows = query(text, (*values, PAGE, skip))
    items = [dict(zip(("id", "name", "category", "price"), row)) for row in rows]
    return {"items": items, "next": f"{rows[-1][3]}:{rows[-1][0]}" if rows else None}


@app.get("/products")
def products(category: str | None = None, page: int = 1, after: str | None = None):
    key = f"page:{category}:{page}:{after}"
    return JSONResponse(cache.read(key, 30, lambda: page_of(category, page, after)))


def product_of(product_id: int) -> dict:
    rows = query(
        """SELECT id, name, category, price, count, mean FROM products,
           LATERAL (SELECT count(*), round(avg(stars), 2)::float AS mean FROM reviews WHERE product_id = products.id) AS summary
           WHERE id = %s""",
        (product_id,),
    )
    if not rows:
        raise HTTPException(404, "no such product")
    answer = dict(zip(("id", "name", "category", "price"), rows[0]))
    return {**answer, "reviews": {"count": rows[0][4], "mean": rows[0][5]}}


@app.get("/products/{product_id}")
def product(product_id: int, x_user: int = Header(0)):
    # An author reads past the cache for as long as a late reader's old entry may live in it.
    if time.monotonic() - wrote.get(x_user, -60) < 30:
        return JSONResponse(product_of(product_id))
    return JSONResponse(cache.read(f"product:{product_id}", 28, lambda: product_of(product_id)))


def feed_of(user_id: int) -> list[dict]:
    rows = query(
        """SELECT reviews.id, name, stars FROM reviews JOIN products ON products.id = product_id
           WHERE user_id = %s ORDER BY reviews.id DESC LIMIT 20""",
        (user_id,),
    )
    return [dict(zip(("id", "product", "stars"), row)) for row in rows]


@app.get("/users/{user_id}/feed")
def feed(user_id: int):
    return JSONResponse({"user": user_id, "items": cache.read(f"feed:{user_id}", 30, lambda: feed_of(user_id))})


@app.post("/reviews", status_code=201)
def post_review(review: NewReview, x_user: int = Header(0)):
    if not 1 <= review.stars <= 5 or not x_user:
        raise HTTPException(422, "stars from 1 to 5, and a user")
    rows = query(
        "INSERT INTO reviews (user_id, product_id, stars, body) VALUES (%s, %s, %s, %s) RETURNING id",
        (x_user, review.product_id, review.stars, review.body),
    )
    written(x_user, review.product_id)
    return {"id": rows[0][0]}


def written(user_id: int, product_id: int) -> None:
    if len(wrote) > 1000:
        wrote.clear()
    wrote[user_id] = time.monotonic()
    cache.forget(f"product:{product_id}")
    cache.forget(f"feed:{user_id}")


def top_ten() -> list[dict]:
    rows = query("SELECT product_id, count(*) FROM reviews GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10")
    return [dict(zip(("id", "reviews"), row)) for row in rows]


@app.get("/stats/top")
def top():
    return JSONResponse({"items": cache.read("top", 300, top_ten)})


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", access_log=False)
