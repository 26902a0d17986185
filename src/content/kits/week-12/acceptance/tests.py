"""Acceptance tests of week 12, numbered as on its page. They use the issuer and the API over HTTP, and SQL on the database."""

import base64
import hashlib
import json
import secrets
import sqlite3
import urllib.parse

from harness import Answer, Box, at, check, equal, free_port, http

KEYS = f"1:{'11' * 32},2:{'22' * 32}"
CALLBACK = "http://127.0.0.1/callback"


class Shop:
    """An issuer and an API with a database and a log of security events of their own."""

    def __init__(self, box: Box, key_id: int = 1) -> None:
        self.box = box
        self.serve = json.loads((box.kit / "serve.json").read_text())
        self.events = box.path / "events.jsonl"
        self.events.touch()
        self.database = box.path / "shop.db"
        port = free_port()
        self.issuer = f"http://127.0.0.1:{port}"
        box.start(self.serve["issuer"], env={"PORT": str(port), "EVENTS": str(self.events)}, ready=port)

    def env(self, key_id: int = 1, keys: str = KEYS) -> dict[str, str]:
        return {"ISSUER": self.issuer, "DATABASE": str(self.database), "EVENTS": str(self.events), "KEYS": keys, "KEY_ID": str(key_id)}

    def start_api(self, pii: bool = False) -> "Shop":
        port = free_port()
        self.api = f"http://127.0.0.1:{port}"
        self.running = self.box.start(self.serve["api"], env={**self.env(keys=KEYS if pii else ""), "PORT": str(port)}, ready=f"{self.api}/healthz")
        return self

    def job(self, *arguments: str, key_id: int = 1, keys: str = KEYS, code: int = 0):
        result = self.box.run([*self.serve["job"], *arguments], env=self.env(key_id, keys))
        said = (result.err.strip().splitlines() or ["it printed nothing"])[-1]
        equal(result.code, code, f"exit code of job {arguments[0]} ({said})")
        return result.json()

    def code(self, user: str, verifier: str, client: str = "shop-web", uri: str = CALLBACK) -> Answer:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {"client_id": client, "redirect_uri": uri, "code_challenge": challenge, "state": "s1", "user": user}
        return http("GET", f"{self.issuer}/authorize?{urllib.parse.urlencode(query)}")

    def redeem(self, answer: Answer, verifier: str, client: str = "shop-web", uri: str = CALLBACK) -> Answer:
        equal(answer.status, 302, f"status of the login ({answer.text[:90]})")
        code = urllib.parse.parse_qs(urllib.parse.urlparse(answer.headers["location"]).query)["code"][0]
        body = {"grant_type": "authorization_code", "client_id": client, "redirect_uri": uri, "code": code, "code_verifier": verifier}
        return http("POST", f"{self.issuer}/token", body)

    def login(self, user: str, client: str = "shop-web", uri: str = CALLBACK) -> dict:
        verifier = secrets.token_urlsafe(32)
        answer = self.redeem(self.code(user, verifier, client, uri), verifier, client, uri)
        equal(answer.status, 200, f"status of the token request ({answer.text[:90]})")
        return answer.json()

    def refresh(self, token: str) -> Answer:
        return http("POST", f"{self.issuer}/token", {"grant_type": "refresh_token", "refresh_token": token})

    def call(self, token: str, method: str, path: str, body: object = None) -> Answer:
        return http(method, f"{self.api}{path}", body, {"authorization": f"Bearer {token}"})

    def sql(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.database, timeout=5) as connection:
            return connection.execute(query).fetchall()


@at(1, "a code without its verifier is worth nothing")
def _(box: Box) -> None:
    shop = Shop(box)
    verifier = secrets.token_urlsafe(32)
    stolen = shop.redeem(shop.code("ann", verifier), secrets.token_urlsafe(32))
    equal((stolen.status, stolen.json().get("error")), (400, "invalid_grant"), "status and error for a stolen code")
    good = shop.redeem(shop.code("ann", verifier), verifier)
    equal(good.status, 200, f"status for the right verifier ({good.text[:90]})")


@at(2, "a redirect address has to match exactly")
def _(box: Box) -> None:
    shop = Shop(box)
    for uri in (f"{CALLBACK}/x", f"{CALLBACK}?next=1", "http://127.0.0.1.evil.example/callback", "http://127.0.0.1/"):
        answer = shop.code("ann", "v" * 43, uri=uri)
        equal(answer.status, 400, f"status for the redirect address {uri} ({answer.text[:60]})")
        check("location" not in answer.headers, f"{uri} is refused with a redirect to it")
    equal(shop.code("ann", "v" * 43).status, 302, "status for the registered address")


@at(3, "a token for another API is refused")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    other = shop.login("ann", "newsletter", "http://127.0.0.1/news")["access_token"]
    equal(shop.call(other, "GET", "/orders/811").status, 401, "status for a token whose aud is newsletter-api")
    equal(shop.call(shop.login("ann")["access_token"], "GET", "/orders/811").status, 200, "status for a token for the shop")


@at(4, "an ID token is no access token")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    made = shop.login("ann")
    equal(shop.call(made["id_token"], "GET", "/orders/811").status, 401, "status for an ID token as bearer")
    head, body, signature = made["access_token"].split(".")
    forged = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "at+jwt", "kid": "k1"}).encode()).decode().rstrip("=")
    equal(shop.call(f"{forged}.{body}.{signature}", "GET", "/orders/811").status, 401, "status for alg none")
    equal(shop.call(made["access_token"], "GET", "/orders/811").status, 200, "status for the access token")


@at(5, "a foreign order looks like one that does not exist, and the audit knows")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    token = shop.login("ann")["access_token"]
    foreign, absent = shop.call(token, "GET", "/orders/812"), shop.call(token, "GET", "/orders/99999")
    equal((foreign.status, foreign.body), (404, absent.body), "status and body for a foreign order")
    found = shop.sql("SELECT actor, decision FROM audit WHERE resource = 'order 812'")
    equal(found, [("ann", "deny")], "audit rows about order 812")
    equal(shop.call(token, "GET", "/orders/811").status, 200, "status for Ann’s own order")


def expected(role: str, action: str, relation: str) -> bool:
    if role == "customer":
        return relation == "own" and action in ("order:read", "order:cancel", "customer:read")
    if role == "agent":
        return relation == "region" and action in ("order:read", "customer:read", "refund:create")
    if role == "manager":
        return relation == "region" and action in ("order:read", "customer:read", "refund:create", "refund:approve")
    return action == "audit:read" if role == "auditor" else relation == "own" and action == "order:read"


@at(6, "all 90 rows of the matrix match, and what is unknown is denied")
def _(box: Box) -> None:
    shop = Shop(box)
    who = {"id": "p", "customerId": 7, "region": "eu", "partnerId": "acme", "scopes": ["orders:read"]}
    relations = {
        "own": {"customerId": 7, "region": "us", "partnerId": "acme", "amountCents": 9000, "requestedBy": "p"},
        "region": {"customerId": 8, "region": "eu", "partnerId": None, "amountCents": 9000, "requestedBy": "q"},
        "other": {"customerId": 8, "region": "us", "partnerId": "other", "amountCents": 9000, "requestedBy": "q"},
    }
    actions = ("order:read", "order:cancel", "customer:read", "refund:create", "refund:approve", "audit:read")
    rows = [
        (role, action, relation)
        for role in ("customer", "agent", "manager", "auditor", "partner") for action in actions for relation in relations
    ]
    asked = [{"who": {**who, "role": role}, "action": action, "what": relations[relation]} for role, action, relation in rows]
    asked.append({"who": {**who, "role": "manager"}, "action": "order:delete", "what": relations["region"]})
    asked.append({"who": {"id": "x", "role": "customer"}, "action": "order:read", "what": {}})
    path = box.path / "matrix.json"
    path.write_text(json.dumps(asked))
    found = shop.job("decide", str(path))
    wrong = [f"{row}: {answer}" for row, answer in zip(rows, found) if answer != expected(*row)]
    check(not wrong, f"{len(wrong)} of 90 rows differ, the first is {wrong[0] if wrong else ''}")
    equal(found[90:], [False, False], "an unknown action, and a customer without an id on an order without an owner")


@at(7, "refunds have limits, and large ones need a second person")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    ada, mo, mia = (shop.login(name)["access_token"] for name in ("ada", "mo", "mia"))
    refund = lambda token, cents: shop.call(token, "POST", "/refunds", {"orderId": 812, "amountCents": cents})  # noqa: E731
    equal(refund(ada, 10_000).status, 202, "status of an agent’s refund of 10,000")
    equal(refund(ada, 10_001).status, 403, "status of an agent’s refund of 10,001")
    equal(refund(mo, 100_001).status, 403, "status of a manager’s refund of 100,001")
    made = refund(mo, 60_000)
    equal(made.status, 202, f"status of a manager’s refund of 60,000 ({made.text[:60]})")
    path = f"/refunds/{made.json()['id']}/approve"
    equal(shop.call(mo, "POST", path).status, 403, "status where the same manager approves 60,000")
    equal(shop.call(mia, "POST", path).status, 200, "status where another manager approves 60,000")


@at(8, "reuse of a refresh token revokes its family and fires alert 2")
def _(box: Box) -> None:
    shop = Shop(box)
    first = shop.login("ann")["refresh_token"]
    second = shop.refresh(first)
    equal(second.status, 200, f"status of the first use ({second.text[:90]})")
    again = shop.refresh(first)
    equal((again.status, again.json().get("error")), (400, "invalid_grant"), "status and error of the second use")
    equal(shop.refresh(second.json()["refresh_token"]).status, 400, "status of the token that the first use gave: its family is revoked")
    alerts = shop.job("alerts", str(shop.events))
    check({"refresh-reuse"} <= {alert["alert"] for alert in alerts}, f"alert refresh-reuse does not fire: {alerts}")
    check(alerts[0].get("actor") == "ann", f"the alert names its actor ann, found {alerts[0]}")
    equal(shop.refresh(shop.login("bob")["refresh_token"]).status, 200, "status of another family")


@at(9, "old rows decrypt after the rotation, and none is left on key 1")
def _(box: Box) -> None:
    shop = Shop(box).start_api(pii=True)
    ann = shop.login("ann")["access_token"]
    equal(shop.call(ann, "GET", "/customers/7").json(), {"id": 7, "email": "ann@example.com"}, "Ann’s own data")
    before = shop.sql("SELECT key_id, ciphertext FROM customer_pii ORDER BY customer_id")
    equal([row[0] for row in before], [1, 1], "keys before the rotation")
    check(all(b"@example.com" not in row[1] for row in before), "an address stands in the database in clear text")
    shop.job("rewrap", key_id=2)
    after = shop.sql("SELECT key_id, ciphertext FROM customer_pii ORDER BY customer_id")
    equal([row[0] for row in after], [2, 2], "keys after the rotation")
    equal([row[1] for row in after], [row[1] for row in before], "ciphertexts: the rotation rewraps the data keys alone")
    equal(shop.call(ann, "GET", "/customers/7").json().get("email"), "ann@example.com", "Ann’s data after the rotation")
    shop.sql("UPDATE customer_pii SET (wrapped_key, nonce, ciphertext) = (SELECT wrapped_key, nonce, ciphertext FROM customer_pii WHERE customer_id = 8) WHERE customer_id = 7")
    check("bob@" not in shop.call(ann, "GET", "/customers/7").text, "Bob’s ciphertext, copied to Ann’s row, opens there: bind it to its row")


@at(10, "an altered row is named")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    token = shop.login("ann")["access_token"]
    for number in (811, 812, 813, 811):
        shop.call(token, "GET", f"/orders/{number}")
    equal(shop.job("verify"), {"firstBroken": None}, "the chain before it was touched")
    for column, value in (("decision", "'allow'"), ("reason", "'x'"), ("actor", "'bob'")):
        kept = shop.sql(f"SELECT {column} FROM audit WHERE seq = 2")[0][0]
        shop.sql(f"UPDATE audit SET {column} = {value} WHERE seq = 2")
        equal(shop.job("verify"), {"firstBroken": 2}, f"the chain after {column} of row 2 was altered")
        shop.sql(f"UPDATE audit SET {column} = '{kept}' WHERE seq = 2")
    shop.sql("DELETE FROM audit WHERE seq = 4")
    check(shop.job("verify")["firstBroken"] is not None, "the last row was deleted, and the chain finds nothing: compare with the head")


@at(11, "twelve probes in a row fire alert 1, with actor and route")
def _(box: Box) -> None:
    shop = Shop(box).start_api()
    token = shop.login("ann")["access_token"]
    for number in range(5000, 5009):
        shop.call(token, "GET", f"/orders/{number}")
    equal(shop.job("alerts", str(shop.events)), [], "alerts after nine denials")
    for number in range(5009, 5012):
        shop.call(token, "GET", f"/orders/{number}")
    alerts = shop.job("alerts", str(shop.events))
    equal([(alert["alert"], alert["actor"]) for alert in alerts], [("many-denials", "ann")], "alerts after twelve denials")
    check("GET /orders/:id" in alerts[0]["routes"], f"the alert names its routes, found {alerts[0]}")
    slow = box.path / "slow.jsonl"
    slow.write_text("\n".join(json.dumps({"at": 10 * index, "type": "denied", "actor": "bob", "route": "GET /orders/:id"}) for index in range(12)))
    equal(shop.job("alerts", str(slow)), [], "alerts over twelve denials in two minutes: never ten within one")


@at(12, "a dependency with a known critical hole fails the check")
def _(box: Box) -> None:
    shop = Shop(box)
    lock = box.path / "package-lock.json"

    def found(code: int, **versions: str) -> list:
        packages = {f"node_modules/{name.replace('_', '-')}": {"version": version} for name, version in versions.items()}
        lock.write_text(json.dumps({"lockfileVersion": 3, "packages": {"": {"name": "shop"}, **packages}}))
        return [one["name"] for one in shop.job("dependencies", str(lock), "data/advisories.json", code=code)]

    equal(found(1, left_trim="2.1.3", tiny_cookie="1.2.0"), ["left-trim"], "packages found in 2.1.3, which is older than 2.1.4")
    equal(found(0, left_trim="2.10.0", tiny_cookie="0.9.0"), ["tiny-cookie"], "packages found in 2.10.0: versions are numbers, not text")
