"""A real S3 API on loopback, that a test starts, and buckets there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from leaddata.buckets import Bucket, listed, opened

REGION = "eu-west-2"


@dataclass(frozen=True)
class Storage:
    """
    A server.

    Attributes:
        environment: What tells a program where it is, and lets it in.
    """

    endpoint: str
    environment: Mapping[str, str]

    def bucket(self) -> str:
        """Make a bucket, and return its address."""
        name = f"b{uuid.uuid4().hex[:12]}"
        url = f"{self.endpoint}/{name}"
        body = (
            f"<CreateBucketConfiguration><LocationConstraint>{REGION}</LocationConstraint></CreateBucketConfiguration>"
        )
        with urllib.request.urlopen(urllib.request.Request(url, body.encode(), method="PUT"), timeout=30):
            return f"s3://{name}"


@contextmanager
def storing(**more: str) -> Iterator[Storage]:
    """Yield a server that runs until the end; *more* is set in its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **more},
    )
    endpoint = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 60
    try:
        while not _answers(endpoint):
            assert child.poll() is None, "the server has ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)
        yield Storage(
            endpoint,
            {
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": REGION,
                "AWS_ACCESS_KEY_ID": "made-up",
                "AWS_SECRET_ACCESS_KEY": "made-up",
                "NO_PROXY": "127.0.0.1",
            },
        )
    finally:
        child.kill()
        child.wait()


def _answers(endpoint: str) -> bool:
    try:
        with urllib.request.urlopen(f"{endpoint}/moto-api/data.json", timeout=5):
            return True
    except OSError:
        return False


def keys(address: str) -> list[str]:
    """Return the keys below an address."""
    return [one.key for one in listed(opened(address))]


def bucket_of(address: str) -> Bucket:
    """Return what reads and writes below an address."""
    return opened(address)
