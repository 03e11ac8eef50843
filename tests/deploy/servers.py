"""Real servers on loopback, each started for the tests that need it: S3, SSH, nginx, git."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server", "/usr/libexec/openssh/sftp-server")
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
PATIENCE = 30  # seconds


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not answer")


@contextlib.contextmanager
def running(command: list[str], port: int, **more: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)  # type: ignore[call-overload]
    try:
        await_port(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def s3_server(bucket: str) -> Iterator[str]:
    """Moto's server, a process of its own; its address.  The bucket is there and empty."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(urllib.request.Request(f"{url}/{bucket}", method="PUT"), timeout=10).close()
                break
            time.sleep(0.1)
        yield url


@contextlib.contextmanager
def ssh_server(folder: Path) -> Iterator[int]:
    """OpenSSH's own server with keys of its own; `folder` becomes the home with the client's key and known hosts."""
    port = free_port()
    keys = folder / ".ssh"
    keys.mkdir(mode=0o700)
    for name in (keys / "id_ed25519", folder / "host_key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", name], check=True)
    shutil.copy(keys / "id_ed25519.pub", folder / "authorized")
    (folder / "authorized").chmod(0o600)
    host = " ".join((folder / "host_key.pub").read_text().split()[:2])
    (keys / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}\n")
    sftp = next(path for path in SFTP_SERVERS if os.path.exists(path))
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nAuthorizedKeysFile {folder}/authorized\n"
        f"PidFile {folder}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nSubsystem sftp {sftp}\n"
        "PermitRootLogin yes\nMaxStartups 100\n"
    )
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # privilege separation asks for it
    with running([str(SSHD), "-D", "-e", "-f", str(config)], port):
        yield port


@contextlib.contextmanager
def nginx_server(folder: Path, server_block: str, port: int) -> Iterator[None]:
    """nginx with one server block."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""
    types = "include /etc/nginx/mime.types;" if os.path.exists("/etc/nginx/mime.types") else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}\nworker_processes 1;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/logs/error.log;\n"
        f"events {{}}\nhttp {{\n{types}\naccess_log off;\n"
        + "".join(f"{k}_temp_path {folder}/{k};\n" for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{server_block}\n}}\n"
    )
    with running([str(NGINX), "-p", str(folder), "-c", str(config), "-e", str(folder / "logs/error.log")], port):
        yield
