"""Real servers for acceptance tests: each on a free port of loopback, with its data in a temporary folder.

    from servers import postgres
    database = postgres()            # the same one for all tests
    database.url                     # postgresql://postgres@127.0.0.1:port/postgres
"""

import functools
import glob
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from harness import Running, Skipped, at_end, free_port, wait_ready

HOW = {
    "PostgreSQL": "On Debian and Ubuntu: sudo apt-get install postgresql. On a Mac: brew install postgresql@17.",
    "Redis": "On Debian and Ubuntu: sudo apt-get install redis-server. On a Mac: brew install redis.",
    "RabbitMQ": "On Debian and Ubuntu: sudo apt-get install rabbitmq-server. On a Mac: brew install rabbitmq.",
    "nginx": "On Debian and Ubuntu: sudo apt-get install nginx-light. On a Mac: brew install nginx.",
}


@dataclass(frozen=True)
class Server:
    port: int
    url: str
    folder: Path
    running: Running


@functools.cache
def postgres(name: str = "main") -> Server:
    """A PostgreSQL cluster with user `postgres`, no password, in UTF-8. Another `name` is another cluster."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4])) or [""]
    initdb = find("PostgreSQL", "initdb", folders[-1])
    server = find("PostgreSQL", "postgres", folders[-1])
    folder = scratch(f"postgres-{name}")
    port = free_port()
    # PostgreSQL refuses to run as root, which is who runs in many containers.
    as_user = [] if not hasattr(os, "geteuid") or os.geteuid() != 0 else ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
        open_path(folder)
    data = folder / "data"
    subprocess.run(
        [*as_user, initdb, "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
    )
    command = [*as_user, server, "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
    running = launch(command, port, folder, end=signal.SIGINT)
    return Server(port, f"postgresql://postgres@127.0.0.1:{port}/postgres", folder, running)


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
    path = folder / "nginx.conf"
    path.write_text(config.replace("{folder}", str(folder)).replace("{port}", str(port)))
    command = [server, "-c", str(path), "-p", str(folder), "-e", str(folder / "error.log"), "-g", "daemon off;"]
    return Server(port, f"http://127.0.0.1:{port}", folder, launch(command, port, folder))


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
    port: int,
    folder: Path,
    env: dict[str, str] | None = None,
    timeout: float = 20,
    end: signal.Signals = signal.SIGTERM,
) -> Running:
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env, cwd=folder)
    running = Running(process, Path(command[-1] if len(command) == 1 else command[0]).name)
    at_end(lambda: stop(running, end))
    wait_ready(running, port, timeout)
    return running


def stop(running: Running, end: signal.Signals) -> None:
    running.stop(end, timeout=5)
