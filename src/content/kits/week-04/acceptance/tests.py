"""Acceptance tests of week 4, numbered as on its page. They start the service of serve.json and speak HTTP with it."""

import base64
import functools
import hashlib
import hmac
import itertools
import json
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import servers
from harness import Answer, Box, Failed, at, check, equal, eventually, free_port, http

KIT = Path(__file__).resolve().parent.parent
SECRET = "a-secret-for-acceptance-tests-only-0123456789"
PASSWORD = "correct horse battery staple"
numbers = itertools.count(1)


@functools.cache
def service() -> tuple[str, Path]:
    """The address of the running service and the folder of its database and log; all tests share it."""
    if (KIT / "package-lock.json").exists() and not (KIT / "node_modules").exists():
        raise Failed("the packages are missing. In the kit's folder: npm ci")
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="blog-"))
    command = json.loads((KIT / "serve.json").read_text(encoding="utf-8"))["command"]
    env = Box.env(_Home(folder), {"PORT": str(port), "DATABASE": str(folder / "blog.db"), "JWT_SECRET": SECRET, "NODE_ENV": "test"})
    # Programs and files of the command are those of the kit, and the log goes into the folder of the database.
    command = [str(KIT / part) if (KIT / part).is_file() else part for part in command]
    try:
        servers.launch(command, port, folder, env, 20)
    except Failed as error:
        said = (folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        reasons = [line.strip() for line in said if "Error" in line and "throw " not in line] or said[-1:]
        what = str(error).removesuffix(": it printed nothing")
        raise Failed(f"{what}: {reasons[0]}" if reasons else str(error)) from None
    return f"http://127.0.0.1:{port}", folder


class _Home:
    """What Box.env needs to know of a box, for a service that outlives one test."""

    def __init__(self, folder: Path) -> None:
        self.home = self.path = folder


def ask(method: str, path: str, body: Any = None, token: str | None = None, **headers: str) -> Answer:
    base, _ = service()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return http(method, base + path, body, {**sent, **({"authorization": f"Bearer {token}"} if token else {})}, timeout=15)


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(user: str, age: int = 0, **changed: Any) -> str:
    """A token of the specification for a user, issued `age` seconds ago, with other claims where named."""
    issued = int(time.time()) - age
    claims = {"sub": user, "iss": "blog", "aud": "blog-api", "iat": issued, "exp": issued + 900, **changed}
    text = f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}"
    return f"{text}.{part(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest())}"


def user() -> tuple[str, str]:
    """A new user: the id as text, and a token."""
    answer = ask("POST", "/v1/auth/register", {"email": f"user{next(numbers)}@example.com", "password": PASSWORD})
    equal(answer.status, 201, f"status of register ({answer.text[:100]})")
    number = str(answer.json()["id"])
    return number, signed(number)


def posted(token: str, **fields: Any) -> dict[str, Any]:
    answer = ask("POST", "/v1/posts", {"title": "A post", "body": "text", "status": "published", **fields}, token)
    equal(answer.status, 201, f"status of POST /v1/posts ({answer.text[:100]})")
    return answer.json()


def problem(answer: Answer, status: int, what: str) -> dict[str, Any]:
    """Checks the status and the shape of an error."""
    equal(answer.status, status, f"status of {what} ({answer.text[:100]})")
    kind = answer.headers.get("content-type", "")
    check(kind.startswith("application/problem+json"), f"{what}: expected application/problem+json, found {kind or 'no type'}")
    equal(answer.json().get("status"), status, f"status in the body of {what}")
    return answer.json()


@at(1, "creating a post answers 201 with Location and version 1")
def _(box: Box) -> None:
    email = f"login{next(numbers)}@example.com"
    equal(ask("POST", "/v1/auth/register", {"email": email, "password": PASSWORD}).status, 201, "status of register")
    answer = ask("POST", "/v1/auth/login", {"email": email, "password": PASSWORD})
    equal(answer.status, 200, f"status of login ({answer.text[:100]})")
    token = answer.json()["token"]
    answer = ask("POST", "/v1/posts", {"title": "First", "body": "Hello", "status": "published"}, token)
    equal(answer.status, 201, f"status of POST /v1/posts ({answer.text[:100]})")
    equal(answer.json().get("version"), 1, "version")
    location = answer.headers.get("location", "")
    equal(location, f"/v1/posts/{answer.json()['id']}", "Location")
    equal(ask("GET", location).json()["title"], "First", "title at Location")
    problem(ask("POST", "/v1/auth/login", {"email": email, "password": "wrong wrong wrong"}), 401, "a wrong password")
    equal(ask("POST", f"{location}/comments", {"body": "Nice"}, token).status, 201, "status of POST comments")
    equal([each["body"] for each in ask("GET", f"{location}/comments").json()["items"]], ["Nice"], "comments")
    _, folder = service()
    kept = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    check(PASSWORD.encode() not in kept, "the password stands in plain text in the database or the log")


@at(2, "without a token 401, on another user's post 403")
def _(box: Box) -> None:
    answer = ask("POST", "/v1/posts", {"title": "x", "body": "", "status": "draft"})
    problem(answer, 401, "POST without a token")
    check(answer.headers.get("www-authenticate", "").startswith("Bearer"), "401 without WWW-Authenticate: Bearer")
    (_, ada), (_, bob) = user(), user()
    post = posted(ada)
    problem(ask("DELETE", f"/v1/posts/{post['id']}", token=bob), 403, "DELETE of another user's post")
    equal(ask("GET", f"/v1/posts/{post['id']}").status, 200, "status of GET after the refused DELETE")


@at(3, "a draft does not exist for strangers")
def _(box: Box) -> None:
    (_, ada), (_, bob) = user(), user()
    path = f"/v1/posts/{posted(ada, status='draft')['id']}"
    equal(ask("GET", path, token=ada).status, 200, "status of GET for the author")
    problem(ask("GET", path, token=bob), 404, "GET of a draft for another user")
    problem(ask("GET", path), 404, "GET of a draft without a token")
    problem(ask("DELETE", path, token=bob), 404, "DELETE of a draft for another user")
    listed = [each["id"] for each in ask("GET", "/v1/posts?limit=100", token=bob).json()["items"]]
    check(int(path.split("/")[-1]) not in listed, "the list shows the draft to another user")


@at(4, "an unknown field is refused by its name")
def _(box: Box) -> None:
    _, token = user()
    answer = ask("POST", "/v1/posts", {"title": "x", "role": "admin"}, token)
    problem(answer, 422, "POST with an unknown field")
    check("role" in answer.text, f"the answer does not name the field role: {answer.text[:120]}")
    problem(ask("POST", "/v1/posts", b'{"title":', token, content_type="application/json"), 400, "a body that is not JSON")
    problem(ask("POST", "/v1/posts", {"title": "x" * 201}, token), 422, "a title of 201 characters")


@at(5, "a token whose payload was changed is refused")
def _(box: Box) -> None:
    number, token = user()
    equal(ask("GET", "/v1/me", token=token).status, 200, "status of GET /v1/me with a token signed as the page says")
    header, _, signature = token.split(".")
    now = int(time.time())
    claims = {"sub": number, "role": "admin", "iss": "blog", "aud": "blog-api", "iat": now, "exp": now + 900}
    problem(ask("GET", "/v1/me", token=f"{header}.{part(claims)}.{signature}"), 401, "a changed payload")
    problem(ask("GET", "/v1/me", token=signed(number, aud="another-api")), 401, "a token for another audience")
    equal(ask("GET", "/v1/me", token=signed(number, role="admin")).json().get("role"), "author", "role, which the token does not decide")


@at(6, "a token with alg none is refused")
def _(box: Box) -> None:
    number, token = user()
    _, claims, signature = token.split(".")
    for name in ("none", "None", "HS512"):
        for end in ("", signature):
            answer = ask("GET", "/v1/me", token=f"{part({'alg': name, 'typ': 'JWT'})}.{claims}.{end}")
            problem(answer, 401, f"a token with alg {name}")


@at(7, "a token is refused after fifteen minutes")
def _(box: Box) -> None:
    number, _ = user()
    equal(ask("GET", "/v1/me", token=signed(number, age=870)).status, 200, "status with a token of 14 min 30 s")
    answer = ask("GET", "/v1/me", token=signed(number, age=901))
    problem(answer, 401, "a token of 15 min 1 s")


@at(8, "SQL in a title stays a title")
def _(box: Box) -> None:
    _, token = user()
    title = "'); DROP TABLE posts;--"
    post = posted(token, title=title)
    equal(ask("GET", f"/v1/posts/{post['id']}").json()["title"], title, "title")
    check(ask("GET", "/v1/posts/1%20OR%201=1").status in (400, 404, 422), "an id with SQL in it was taken for an id")
    with sqlite3.connect(service()[1] / "blog.db") as database:
        found = database.execute("SELECT count(*) FROM posts WHERE title = ?", (title,)).fetchone()
    database.close()
    equal(found[0], 1, "rows with that title in the table posts")


@at(9, "an update made from an old version is refused")
def _(box: Box) -> None:
    _, token = user()
    path = f"/v1/posts/{posted(token)['id']}"

    def put(title: str, **headers: str) -> Answer:
        return ask("PUT", path, {"title": title, "body": "text", "status": "published"}, token, **headers)

    equal(put("second", if_match='"1"').status, 200, 'status of PUT with If-Match "1"')
    equal(put("third", if_match='"2"').json().get("version"), 3, "version after two updates")
    problem(put("lost", if_match='"2"'), 412, 'PUT with If-Match "2" on version 3')
    problem(put("blind"), 428, "PUT without If-Match")
    problem(ask("PUT", path, {"title": "alone"}, token, if_match='"3"'), 422, "PUT of a title alone, which would empty the body")
    found = ask("GET", path).json()
    equal([found["title"], found["version"]], ["third", 3], "title and version after the refused updates")


@at(10, "of twelve writes at once ten pass, and of twelve wrong passwords five are tried")
def _(box: Box) -> None:
    _, token = user()
    begun = time.monotonic()
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: ask("POST", "/v1/posts", {"title": f"post {n}"}, token), range(12)))
    gained = int(2 * (time.monotonic() - begun))
    passed = sum(answer.status == 201 for answer in answers)
    check(10 <= passed <= 10 + gained, f"of 12 writes at once {passed} passed; expected 10 (and {gained} more gained meanwhile)")
    for answer in answers:
        if answer.status != 201:
            problem(answer, 429, "a write beyond the burst")
            wait = answer.headers.get("retry-after", "")
            check(wait.isdigit() and 1 <= int(wait) <= 10, f"Retry-After: expected a few seconds, found {wait!r}")
    _, other = user()
    posted(other)
    eventually(lambda: ask("POST", "/v1/posts", {"title": "later"}, token).status == 201, "no write passes after a wait", 5, 0.5)
    guessed, spared = (f"guessed{next(numbers)}@example.com" for _ in range(2))
    for email in (guessed, spared):
        equal(ask("POST", "/v1/auth/register", {"email": email, "password": PASSWORD}).status, 201, "status of register")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: ask("POST", "/v1/auth/login", {"email": guessed, "password": f"wrong guess number {n}"}), range(12)))
    tried = sum(answer.status == 401 for answer in answers)
    equal(tried, 5, "wrong passwords answered with 401, of 12 at once")
    for answer in answers:
        if answer.status != 401:
            problem(answer, 429, "a login beyond five failures")
            wait = answer.headers.get("retry-after", "")
            check(wait.isdigit() and 1 <= int(wait) <= 900, f"Retry-After of a login: expected 1 to 900 seconds, found {wait!r}")
    equal(ask("POST", "/v1/auth/login", {"email": spared, "password": PASSWORD}).status, 200, "status of login for another account")


@at(11, "an error in a handler is a 500 that tells the log and not the client")
def _(box: Box) -> None:
    answer = ask("GET", "/v1/_throw")
    problem(answer, 500, "GET /v1/_throw")
    check(".mjs" not in answer.text and "    at " not in answer.text, f"a stack trace is in the answer: {answer.text[:100]}")
    number = answer.headers.get("x-request-id", "")
    check(number, "no x-request-id in the answer")

    def logged() -> bool:
        lines = (service()[1] / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return any(number in line and line.startswith("{") and "error" in line for line in lines)

    eventually(logged, f"no line of JSON with level error and the request id {number} in the log", 3)
    equal(ask("GET", "/healthz").status, 200, "status of /healthz afterwards")


@at(12, "a second DELETE finds nothing and changes nothing")
def _(box: Box) -> None:
    _, token = user()
    kept, gone = posted(token), posted(token)
    path = f"/v1/posts/{gone['id']}"
    equal(ask("POST", f"{path}/comments", {"body": "x"}, token).status, 201, "status of POST comments")
    equal(ask("DELETE", path, token=token).status, 204, "status of the first DELETE")
    problem(ask("DELETE", path, token=token), 404, "the second DELETE")
    problem(ask("GET", path), 404, "GET of a deleted post")
    equal(ask("GET", f"/v1/posts/{kept['id']}").status, 200, "status of GET of the other post")
