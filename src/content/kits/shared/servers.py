"""Real servers for acceptance tests: each on a free port of loopback, with its data in a temporary folder.

    from servers import postgres
    database = postgres()            # the same one for all tests
    database.url                     # postgresql://postgres@127.0.0.1:port/postgres
"""

import functools
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness import Failed, Running, Skipped, at_end, free_port, wait_ready

HOW = {
    "PostgreSQL": "On Debian and Ubuntu: sudo apt-get install postgresql. On a Mac: brew install postgresql@17.",
    "Redis": "On Debian and Ubuntu: sudo apt-get install redis-server. On a Mac: brew install redis.",
    "RabbitMQ": "On Debian and Ubuntu: sudo apt-get install rabbitmq-server. On a Mac: brew install rabbitmq.",
    "nginx": "On Debian and Ubuntu: sudo apt-get install nginx-light. On a Mac: brew install nginx.",
    "HAProxy": "On Debian and Ubuntu: sudo apt-get install haproxy. On a Mac: brew install haproxy.",
    "NATS": "On Debian and Ubuntu: sudo apt-get install nats-server. On a Mac: brew install nats-server.",
    "etcd": "On Debian and Ubuntu: sudo apt-get install etcd-server. On a Mac: brew install etcd.",
    "PgBouncer": "On Debian and Ubuntu: sudo apt-get install pgbouncer. On a Mac: brew install pgbouncer.",
    "Prometheus": "On Debian and Ubuntu: sudo apt-get install prometheus. On a Mac: brew install prometheus.",
    "Alertmanager": "On Debian and Ubuntu: sudo apt-get install prometheus-alertmanager. Elsewhere: prometheus.io/download.",
    "Chromium": "On Debian: sudo apt-get install chromium. Elsewhere name it: CHROMIUM_PATH=/path/to/chrome.",
}


@dataclass(frozen=True, eq=False)
class Server:
    port: int
    url: str
    folder: Path
    running: Running


@functools.cache
def postgres(name: str = "main") -> Server:
    """A PostgreSQL cluster with user `postgres`, no password, in UTF-8. Another `name` is another cluster."""
    initdb, folder = postgres_program("initdb"), scratch(f"postgres-{name}")
    own_by_postgres(folder)
    data = folder / "data"
    create = [initdb, "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    run_quietly([*as_postgres(), *create], folder)
    return start_postgres(folder)


@functools.cache
def standby(primary: Server, name: str = "standby", delay_ms: int = 0, through: int | None = None) -> Server:
    """A streaming standby of a cluster that takes reads; it applies what it receives `delay_ms` later.

    `through` is a port that leads to the primary, such as that of a slow link: the changes come that way.
    """
    copy, folder = postgres_program("pg_basebackup"), scratch(f"postgres-{name}")
    own_by_postgres(folder)
    data = folder / "data"
    source = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres"]
    run_quietly([*as_postgres(), copy, *source, "-D", str(data), "-R", "-X", "stream", "-c", "fast", "--no-sync"], folder)
    way = f"primary_conninfo=host=127.0.0.1 port={through or primary.port} user=postgres"
    return start_postgres(folder, f"recovery_min_apply_delay={delay_ms}ms", way)


def start_postgres(folder: Path, *settings: str, port: int | None = None) -> Server:
    """Starts the cluster in `folder`/data, on a free port or the one it had before."""
    port = port or free_port()
    options = [part for setting in settings for part in ("-c", setting)]
    server = postgres_program("postgres")
    command = [*as_postgres(), server, "-D", str(folder / "data"), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
    running = launch([*command, *options], port, folder, end=signal.SIGINT)
    return Server(port, f"postgresql://postgres@127.0.0.1:{port}/postgres", folder, running)


def postgres_program(name: str) -> str:
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4])) or [""]
    return find("PostgreSQL", name, folders[-1])


def as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root, which is who runs in many containers."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if is_root else []


def own_by_postgres(folder: Path) -> None:
    if as_postgres():
        shutil.chown(folder, "postgres", "postgres")
        open_path(folder)


def execute(server: Server, script: str, database: str = "postgres", user: str = "postgres", timeout: float = 30) -> str:
    """Runs a script of SQL through psql, which stops at the first error; returns what it printed, unaligned.

    @raises Failed with the server's first line of error
    """
    url = f"postgresql://{user}@127.0.0.1:{server.port}/{database}"
    command = [postgres_program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"]
    try:
        done = subprocess.run(command, input=script, capture_output=True, text=True, timeout=timeout, cwd=server.folder)
    except subprocess.TimeoutExpired:
        raise Failed(f"the database did not finish within {timeout:g} s: {script.strip()[:80]}") from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise Failed(lines[0].split(": ", 1)[-1] if lines else f"psql ended with code {done.returncode}")
    return done.stdout.strip()


def sql(server: Server, query: str, database: str = "postgres", user: str = "postgres", timeout: float = 30) -> list[dict[str, Any]]:
    """The rows of one SELECT, each with its columns by name. @raises Failed with the server's error"""
    wrapped = f"SELECT coalesce(json_agg(row), '[]') FROM (\n{query.strip().rstrip(';')}\n) AS row;"
    return json.loads(execute(server, wrapped, database, user, timeout))


@functools.cache
def redis(name: str = "main") -> Server:
    """A Redis or Valkey server without persistence."""
    server = shutil.which("valkey-server") or find("Redis", "redis-server")
    folder, port = scratch(f"redis-{name}"), free_port()
    command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    return Server(port, f"redis://127.0.0.1:{port}/0", folder, launch(command, port, folder))


@functools.cache
def rabbitmq(name: str = "main") -> Server:
    """A RabbitMQ node with user guest."""
    # Debian's wrapper on the path changes the user; the script behind it does not.
    server = shutil.which("/usr/lib/rabbitmq/bin/rabbitmq-server") or find("RabbitMQ", "rabbitmq-server")
    folder, port, distribution = scratch(f"rabbitmq-{name}"), free_port(), free_port()
    env = {
        **os.environ, "HOME": str(folder), "RABBITMQ_NODENAME": f"kit{port}@localhost", "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_DIST_PORT": str(distribution), "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_BASE": str(folder), "RABBITMQ_MNESIA_BASE": str(folder / "data"), "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"), "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "ERL_EPMD_PORT": str(free_port()),
    }
    return Server(port, f"amqp://guest:guest@127.0.0.1:{port}/", folder, launch([server], port, folder, env, 60))


def nginx(config: str, folder: Path, port: int) -> Server:
    """nginx with the text of a configuration, in which {folder} and {port} are filled in."""
    server = find("nginx", "nginx", "/usr/sbin")
    path = filled(config, folder / "nginx.conf", port)
    command = [server, "-c", str(path), "-p", str(folder), "-e", str(folder / "error.log"), "-g", "daemon off;"]
    return Server(port, f"http://127.0.0.1:{port}", folder, launch(command, port, folder))


def haproxy(config: str, folder: Path, port: int) -> Server:
    """HAProxy with the text of a configuration, in which {folder} and {port} are filled in."""
    server = find("HAProxy", "haproxy", "/usr/sbin")
    path = filled(config, folder / "haproxy.cfg", port)
    return Server(port, f"http://127.0.0.1:{port}", folder, launch([server, "-db", "-f", str(path)], port, folder))


def prometheus(config: str, folder: Path, port: int) -> Server:
    """Prometheus with the text of a configuration, in which {folder} and {port} are filled in."""
    path = filled(config, folder / "prometheus.yml", port)
    options = [f"--storage.tsdb.path={folder / 'tsdb'}", f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]
    command = [find("Prometheus", "prometheus"), f"--config.file={path}", *options]
    url = f"http://127.0.0.1:{port}"
    return Server(port, url, folder, launch(command, f"{url}/-/ready", folder))


def alertmanager(config: str, folder: Path, port: int) -> Server:
    """A single Alertmanager with the text of a configuration, in which {folder} and {port} are filled in."""
    program = shutil.which("prometheus-alertmanager") or find("Alertmanager", "alertmanager")
    path = filled(config, folder / "alertmanager.yml", port)
    options = [f"--storage.path={folder / 'data'}", f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]
    url = f"http://127.0.0.1:{port}"
    return Server(port, url, folder, launch([program, f"--config.file={path}", *options], f"{url}/-/ready", folder))


@functools.cache
def nats(size: int = 1) -> tuple[Server, ...]:
    """A cluster of NATS servers with JetStream; one of them has an address like any other."""
    server = find("NATS", "nats-server", "/usr/sbin")
    ports, routes = [free_port() for _ in range(size)], [free_port() for _ in range(size)]
    others = ",".join(f"nats://127.0.0.1:{route}" for route in routes)
    nodes = []
    for index, (port, route) in enumerate(zip(ports, routes, strict=True), start=1):
        folder = scratch(f"nats-{index}")
        command = [server, "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(folder), "-n", f"node{index}"]
        cluster = ["--cluster_name", "kit", "--cluster", f"nats://127.0.0.1:{route}", "--routes", others]
        running = launch([*command, *(cluster if size > 1 else [])], port, folder)
        nodes.append(Server(port, f"nats://127.0.0.1:{port}", folder, running))
    return tuple(nodes)


@functools.cache
def etcd(name: str = "main") -> Server:
    """One etcd node."""
    server, folder, port = find("etcd", "etcd"), scratch(f"etcd-{name}"), free_port()
    client, peer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{free_port()}"
    command = [
        server, "--name", name, "--data-dir", str(folder / "data"), "--listen-client-urls", client,
        "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
        "--initial-cluster", f"{name}={peer}", "--log-level", "error",
    ]
    return Server(port, client, folder, launch(command, port, folder))


def pgbouncer(
    primary: Server, folder: Path, pool_mode: str = "transaction", pool_size: int = 20, users: tuple[str, ...] = ("postgres",)
) -> Server:
    """PgBouncer in front of every database of a cluster, for these users, without passwords."""
    server, port = find("PgBouncer", "pgbouncer", "/usr/sbin"), free_port()
    own_by_postgres(folder)
    path = folder / "pgbouncer.ini"
    (folder / "users.txt").write_text("".join(f'"{user}" ""\n' for user in users))
    path.write_text(
        f"[databases]\n* = host=127.0.0.1 port={primary.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {folder}/users.txt\npool_mode = {pool_mode}\n"
        f"default_pool_size = {pool_size}\nmax_client_conn = 1000\nignore_startup_parameters = extra_float_digits\n"
    )
    running = launch([*as_postgres(), server, str(path)], port, folder)
    return Server(port, f"postgresql://postgres@127.0.0.1:{port}/postgres", folder, running)


@functools.cache
def python_with(*modules: str) -> str:
    """A Python that can import these modules: the one that runs the tests, a `.venv` of the kit, or the system's.

    @raises Skipped with how to get them
    """
    for candidate in (sys.executable, ".venv/bin/python", ".venv/Scripts/python.exe", "/usr/bin/python3"):
        command = [candidate, "-c", f"import {', '.join(modules)}"]
        if shutil.which(candidate) and subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0:
            return str(Path(candidate).absolute())
    raise Skipped(
        f"no Python here has {', '.join(modules)}. In the kit's folder: python3 -m venv .venv, then "
        ".venv/bin/pip install -r requirements.txt"
    )


def chromium() -> str:
    """Path of a Chromium or Chrome. @raises Skipped with how to get one"""
    named = os.environ.get("CHROMIUM_PATH", "")
    for name in (named, "chromium", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"):
        if name and shutil.which(name):
            return str(shutil.which(name))
    raise Skipped(f"Chromium is not installed. {HOW['Chromium']}")


def filled(config: str, path: Path, port: int) -> Path:
    path.write_text(config.replace("{folder}", str(path.parent)).replace("{port}", str(port)))
    return path


def run_quietly(command: list[str], folder: Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def find(what: str, command: str, folder: str = "") -> str:
    """Path of a server's program. @raises Skipped with how to install it"""
    found = shutil.which(command) or shutil.which(command, path=folder or None)
    if found is None:
        raise Skipped(f"{what} is not installed. {HOW[what]}")
    return found


def scratch(name: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=os.environ.get("KIT_SCRATCH")))


def open_path(folder: Path) -> None:
    """Lets another user reach a folder below temporary ones that are closed to others."""
    for parent in folder.parents:
        if parent == Path(tempfile.gettempdir()):
            return
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o011)


def launch(
    command: list[str],
    ready: int | str,
    folder: Path,
    env: dict[str, str] | None = None,
    timeout: float = 20,
    end: signal.Signals = signal.SIGTERM,
) -> Running:
    """Starts a server and waits until its port accepts, or its address answers with less than 500."""
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env, cwd=folder)
    running = Running(process, Path(command[-1] if len(command) == 1 else command[0]).name)
    at_end(lambda: stop(running, end))
    wait_ready(running, ready, timeout)
    return running


def stop(running: Running, end: signal.Signals) -> None:
    running.stop(end, timeout=5)
