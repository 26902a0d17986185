"""A feed with one query for each entry, and with one query in all."""

import sqlite3

db = sqlite3.connect(":memory:", isolation_level=None)
db.executescript("""
    CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE reviews (id INTEGER PRIMARY KEY, user_id INTEGER, product_id INTEGER, stars INTEGER);
""")
db.executemany("INSERT INTO products VALUES (?, ?)", [(i, f"product {i}") for i in range(100)])
db.executemany("INSERT INTO reviews VALUES (?, 1, ?, 5)", [(i, i % 100) for i in range(200)])


# #region feed
def feed_slow(user: int) -> list[tuple[int, str]]:
    """One statement for the list, then one for each entry."""
    rows = db.execute(
        "SELECT id, product_id FROM reviews WHERE user_id = ? ORDER BY id DESC LIMIT 20", (user,)
    ).fetchall()
    return [
        (review, db.execute("SELECT name FROM products WHERE id = ?", (product,)).fetchone()[0])
        for review, product in rows
    ]


def feed(user: int) -> list[tuple[int, str]]:
    """The same entries from one statement."""
    return db.execute(
        """SELECT reviews.id, name FROM reviews JOIN products ON products.id = product_id
           WHERE user_id = ? ORDER BY reviews.id DESC LIMIT 20""",
        (user,),
    ).fetchall()
# #endregion feed


def statements(read, user: int) -> tuple[int, list]:
    seen: list[str] = []
    db.set_trace_callback(seen.append)
    rows = read(user)
    db.set_trace_callback(None)
    return len(seen), rows


if __name__ == "__main__":
    slow, before = statements(feed_slow, 1)
    fast, after = statements(feed, 1)
    print(slow, fast, before == after)
