"""Acceptance tests of week 6, numbered as on its page. They start the program of serve.json and talk to it from outside."""

import json
import shutil
import uuid
from pathlib import Path
from typing import Any

import servers
from harness import Answer, Box, Failed, Running, at, check, equal, eventually, free_port, http
from socketio import Refused, Socket

PASSWORD = "correct horse battery"
_count = iter(range(1, 1000))


class Chat:
    """A server with a database of its own."""

    def __init__(self, box: Box, web: str = "") -> None:
        self.box, self.postgres, self.database = box, servers.postgres(), f"chat{next(_count)}"
        servers.execute(self.postgres, f"CREATE DATABASE {self.database}")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            "PORT": str(self.port), "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{self.postgres.port}/{self.database}",
            "ALLOWED_ORIGINS": self.url, "PASSWORD_COST": "4096",
            "WEB_DIST": web or str(box.path),
        }
        self.running = self.start()

    def start(self) -> Running:
        command = json.loads((self.box.kit / "serve.json").read_text())["command"]
        return self.box.start(command, env=self.env, ready=f"{self.url}/health")

    def post(self, path: str, body: Any, cookie: str = "") -> Answer:
        return http("POST", self.url + path, body, {"origin": self.url, **({"cookie": cookie} if cookie else {})})

    def get(self, path: str, cookie: str = "") -> Answer:
        return http("GET", self.url + path, headers={"cookie": cookie} if cookie else {})

    def user(self, name: str) -> str:
        """Registers a user and logs in; returns the cookie."""
        status(self.post("/auth/register", {"name": name, "password": PASSWORD}), 201, "register")
        answer = self.post("/auth/login", {"name": name, "password": PASSWORD})
        status(answer, 200, "login")
        cookie = answer.headers.get("set-cookie", "")
        lower = cookie.lower()
        check("httponly" in lower and "samesite=" in lower, f"the cookie needs HttpOnly and SameSite: {cookie or 'none came'}")
        return cookie.split(";")[0]

    def room(self, name: str, *cookies: str) -> str:
        """A room whose members are the users of the cookies; returns its id."""
        answer = self.post("/rooms", {"name": name}, cookies[0])
        status(answer, 201, "make a room")
        room = str(answer.json()["id"])
        for cookie in cookies[1:]:
            status(self.post(f"/rooms/{room}/join", {}, cookie), 204, "join")
        return room

    def socket(self, cookie: str | None) -> Socket:
        try:
            return Socket(self.port, cookie, self.url)
        except Refused as refusal:
            raise Failed(f"a socket with a valid session was refused: {refusal}") from None

    def stored(self, room: str) -> list[int]:
        query = f"SELECT seq FROM messages WHERE room_id = {int(room)} ORDER BY seq"
        return [row["seq"] for row in servers.sql(self.postgres, query, self.database)]


def status(answer: Answer, expected: int, what: str) -> None:
    equal(answer.status, expected, f"{what}, status ({answer.text[:120]})")


def draft(room: str, body: str = "hello", key: str | None = None) -> dict[str, str]:
    return {"roomId": room, "clientMsgId": key or str(uuid.uuid4()), "body": body}


def sent(socket: Socket, message: dict[str, str]) -> int:
    answer = socket.call("message:send", message)
    check(isinstance(answer, dict) and answer.get("ok") is True, f"message:send: expected ok, found {answer}")
    return int(answer["seq"])


@at(1, "a socket without a session is refused")
def _(box: Box) -> None:
    chat = Chat(box)
    for cookie in (None, "sid=made-up"):
        try:
            Socket(chat.port, cookie, chat.url)
            check(False, f"a socket with {cookie or 'no cookie'} was let in")
        except Refused as refusal:
            equal(str(refusal), "unauthorized", "reason of the refusal")
    chat.socket(chat.user("ada"))


@at(2, "a handshake from a foreign origin is refused in spite of a valid cookie")
def _(box: Box) -> None:
    chat = Chat(box)
    cookie = chat.user("ada")
    chat.socket(cookie)
    for origin in ("https://evil.example", f"{chat.url}.evil.example", "null"):
        try:
            Socket(chat.port, cookie, origin)
            check(False, f"the handshake with Origin {origin} was let in")
        except Refused:
            pass


BODIES = ("see you at noon", "<b>x</b>")
_shown: list[dict[str, Any]] = []


def browsers(box: Box) -> list[dict[str, Any]]:
    """What two browsers show after A has sent the bodies; asked once for both tests."""
    if not _shown:
        _shown.extend(look(box, BODIES))
    return _shown


def look(box: Box, bodies: tuple[str, ...]) -> list[dict[str, Any]]:
    chromium = servers.chromium()
    check((box.kit / "node_modules").exists(), "node_modules is missing: run npm ci")
    dist = box.path / "dist"
    vite = str(box.kit / "node_modules" / "vite" / "bin" / "vite.js")
    built = box.run([node(), vite, "build", "web", "--outDir", str(dist), "--emptyOutDir"], timeout=40)
    equal(built.code, 0, f"exit code of vite build ({built.err.strip()[-200:]})")
    chat = Chat(box, str(dist))
    ada, bo = chat.user("ada"), chat.user("bo")
    room = chat.room("General", ada, bo)
    script = str(box.kit / "acceptance" / "browsers.mjs")
    seen = box.run([node(), script, chat.url, chromium, "General", PASSWORD, *bodies], timeout=40).json()
    check("shown" in seen, f"the page does not do what the test asks of it (see web/main.jsx): {seen.get('error')}")
    shown = seen["shown"]
    equal(chat.stored(room), list(range(1, len(bodies) + 1)), "numbers of the stored messages")
    return shown


def node() -> str:
    return shutil.which("node") or "node"


@at(3, "two browsers see one message with one number", timeout=90)
def _(box: Box) -> None:
    shown = browsers(box)[0]
    equal((shown["a"]["count"], shown["b"]["count"]), (1, 1), "times that A and B show the message")
    equal(shown["a"]["seq"], shown["b"]["seq"], "seq that A shows against the one of B")
    equal(shown["pending"], 0, "bubbles of A that are still pending")


@at(4, "a message sent again is one row, one number and no hole")
def _(box: Box) -> None:
    chat = Chat(box)
    cookie = chat.user("ada")
    room = chat.room("General", cookie)
    line = chat.socket(cookie)
    first = sent(line, draft(room, "first"))
    lost = draft(room, "the ack of this one is lost")
    line.emit("message:send", lost)
    eventually(lambda: len(chat.stored(room)) == 2, "the message was not stored")
    line.drop()
    again = chat.socket(cookie)
    equal(sent(again, lost), first + 1, "seq that the repeat gets")
    equal(chat.stored(room), [first, first + 1], "numbers stored after the repeat")
    equal(sent(again, draft(room, "next")), first + 2, "seq of the next message (a repeat must not use one up)")


@at(5, "a client that was away gets everything, in order, without gap or repeat", timeout=60)
def _(box: Box) -> None:
    chat = Chat(box)
    reader = chat.user("reader")
    authors = [chat.user(f"author{i}") for i in range(7)]
    room = chat.room("General", reader, *authors)
    line = chat.socket(reader)
    known = sent(line, draft(room, "before the tunnel"))
    line.drop()
    sockets = [chat.socket(cookie) for cookie in authors]
    last = 0
    for i in range(120):
        message = draft(room, f"message {i}")
        last = sent(sockets[i % 7], message)
        if i == 60:
            # The repeat that another client's lost acknowledgement causes.
            sent(sockets[i % 7], message)
    back = chat.socket(reader)
    seqs: list[int] = []
    after, more, pages = known, True, 0
    while more:
        answer = back.call("sync", {"roomId": room, "afterSeq": after})
        check(isinstance(answer, dict) and answer.get("ok") is True, f"sync: expected ok, found {answer}")
        page = [message["seq"] for message in answer["messages"]]
        check(len(page) <= 50, f"a page has {len(page)} messages; at most 50 are allowed")
        check(page or not answer["hasMore"], "an empty page says that there is more")
        seqs += page
        after, more, pages = (page or [after])[-1], answer["hasMore"], pages + 1
        check(pages < 10, "sync does not come to an end")
    repeats = len(seqs) - len(set(seqs))
    equal(repeats, 0, "messages that came twice")
    gap = next((want for want, seq in zip(range(known + 1, last + 1), seqs) if want != seq), None)
    check(gap is None, f"after seq {known} the message {gap} is missing: {seqs[:12]} …")
    equal(len(seqs), 120, "messages that sync gave")


@at(6, "a stranger can neither send nor read, and nothing is stored")
def _(box: Box) -> None:
    chat = Chat(box)
    ada, eve = chat.user("ada"), chat.user("eve")
    room = chat.room("Private", ada)
    sent(chat.socket(ada), draft(room, "for members"))
    stranger = chat.socket(eve)
    for event, payload in (("message:send", draft(room)), ("sync", {"roomId": room, "afterSeq": 0})):
        answer = stranger.call(event, payload)
        equal(answer, {"ok": False, "code": "forbidden"}, f"answer to {event} of a stranger")
    status(chat.get(f"/rooms/{room}/messages", eve), 403, "history for a stranger")
    equal(len(chat.stored(room)), 1, "messages stored")
    equal(stranger.got("message:new"), [], "messages that reached the stranger")


@at(7, "logging out in one tab closes the socket of the other")
def _(box: Box) -> None:
    chat = Chat(box)
    cookie = chat.user("ada")
    room = chat.room("General", cookie)
    tab1, tab2 = chat.socket(cookie), chat.socket(cookie)
    sent(tab1, draft(room))
    status(chat.post("/auth/logout", {}, cookie), 204, "logout")
    eventually(tab2.closed.is_set, "the socket of the other tab is still open after the logout", timeout=2)
    status(chat.get("/me", cookie), 401, "GET /me with the old cookie")
    tab2.emit("message:send", draft(room, "after the logout"))
    equal(len(chat.stored(room)), 1, "messages stored")


@at(8, "markup in a message is shown as text", timeout=90)
def _(box: Box) -> None:
    shown = browsers(box)[1]
    equal((shown["a"]["count"], shown["b"]["count"]), (1, 1), "times that A and B show the literal text <b>x</b>")


@at(9, "the 21st message within ten seconds is refused")
def _(box: Box) -> None:
    chat = Chat(box)
    cookie, other = chat.user("ada"), chat.user("bo")
    room = chat.room("General", cookie, other)
    lines = [chat.socket(cookie), chat.socket(cookie)]
    for i in range(20):
        sent(lines[i % 2], draft(room, f"message {i + 1}"))
    answer = lines[0].call("message:send", draft(room, "message 21"))
    equal(answer, {"ok": False, "code": "rate_limited"}, "answer to the 21st message")
    equal(len(chat.stored(room)), 20, "messages stored")
    sent(chat.socket(other), draft(room, "of another user"))


@at(10, "after a restart all clients are back, not all at once, and the history is whole", timeout=75)
def _(box: Box) -> None:
    chat = Chat(box)
    cookie = chat.user("ada")
    room = chat.room("General", cookie)
    line = chat.socket(cookie)
    for i in range(5):
        sent(line, draft(room, f"message {i}"))
    clients = box.start([node(), str(box.kit / "acceptance" / "rejoin.mjs"), chat.url, cookie, "20"])
    eventually(lambda: "all connected" in clients.text, f"20 clients did not connect: {clients.text[-200:]}")
    chat.running.kill()
    chat.start()
    eventually(lambda: "back within ms" in clients.text, "not all of 20 clients were back after the restart", timeout=30)
    spread = int(clients.text.split("back within ms: ")[1].split()[0])
    check(spread >= 250, f"20 clients came back within {spread} ms of each other; jitter has to spread them (reconnection in web/transport.mjs)")
    history = chat.get(f"/rooms/{room}/messages?limit=50", cookie).json()
    equal([message["seq"] for message in history["messages"]], [1, 2, 3, 4, 5], "history after the restart")


@at(11, "100 clients: p95 within 250 ms, p99 within 500 ms, nothing lost, nothing twice (5 s of load)", timeout=60)
def _(box: Box) -> None:
    chat = Chat(box)
    load = box.run([node(), str(Path("tools") / "load.mjs"), chat.url, "100", "20", "5"], timeout=50)
    said = next((line for line in load.err.splitlines() if line.startswith("Error")), "")
    equal(load.code, 0, f"exit code of tools/load.mjs ({said})")
    report = load.json()
    equal(report["accepted"], report["sent"], "messages that were accepted")
    equal((report["lost"], report["duplicates"]), (0, 0), "messages lost, messages twice")
    check(report["p95"] <= 250 and report["p99"] <= 500, f"p95 is {report['p95']} ms (250 allowed), p99 {report['p99']} ms (500 allowed)")
