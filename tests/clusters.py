"""A Dask cluster on loopback, as one starts it at a shell."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import distributed

__all__ = ["Dask", "dask_cluster"]


@dataclass
class Dask:
    """A scheduler and its workers, programs of their own."""

    folder: Path
    address: str = ""
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program of Dask."""
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        with (self.folder / f"{name}.log").open("ab") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments, "--no-dashboard"],
                cwd=self.folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": path},
            )  # fmt: skip
        self.programs.append(program)
        return program

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread, looked after by a nanny."""
        folder = str(self.folder / "workers")
        return self.start(
            "worker", self.address, "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", folder, *options
        )

    def wait(self, workers: int) -> None:
        """Wait until so many workers are there."""
        with distributed.Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[Dask]:
    """Yield a cluster that is up; its programs end with the block."""
    one = Dask(folder)
    port_file = folder / "scheduler.json"
    one.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(port_file))
    try:
        deadline = time.monotonic() + 60
        while not (port_file.exists() and "tcp://" in port_file.read_text(encoding="utf-8")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        one.address = f"tcp://{port_file.read_text(encoding='utf-8').split('tcp://')[1].split(chr(34))[0]}"
        for _ in range(workers):
            one.add_worker()
        if workers:
            one.wait(workers)
        yield one
    finally:
        for program in reversed(one.programs):
            program.terminate()
        for program in one.programs:
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
