"""A real Secret Service (D-Bus and gnome-keyring) with a home of its own, ended by its process ids."""

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
PACKAGES = "gnome-keyring dbus dbus-x11 libsecret-tools"


def lonely_environment(home: Path) -> dict[str, str]:
    """The environment of a process with its own home and no session bus, hence without any keyring."""
    session = ("DBUS_", "XDG_", "GNOME_", "DISPLAY", "WAYLAND_", "PYTHON_KEYRING", "KEYRING_")
    environment = {key: text for key, text in os.environ.items() if not key.startswith(session)}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    places = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config"}
    environment.update({key: str(path) for key, path in places.items()})
    return environment | {
        "XDG_RUNTIME_DIR": str(runtime),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/no-bus",
    }


@contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    with process:
        try:
            yield process
        finally:
            process.kill()


def _line(process: "subprocess.Popen[bytes]", seconds: float = 10) -> str:
    assert select.select([process.stdout], [], [], seconds)[0], f"{process.args[0]} says nothing"
    return process.stdout.readline().decode().strip()


def _is_there(environment: dict[str, str]) -> bool:
    question = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]
    question += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    return (
        "true" in subprocess.run(question, env=environment, capture_output=True, text=True, check=True).stdout
    )


@contextmanager
def secret_service_running(home: Path, password: bytes = b"pw") -> Iterator[dict[str, str]]:
    """The environment in which a process finds an unlocked keyring."""
    environment = lonely_environment(home)
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:dir={home}/runtime"]
    keyring = ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with ExitStack() as running:
        daemon = running.enter_context(_ended(subprocess.Popen(bus, env=environment, **pipes)))
        environment["DBUS_SESSION_BUS_ADDRESS"] = _line(daemon)
        daemon = running.enter_context(_ended(subprocess.Popen(keyring, env=environment, **pipes)))
        daemon.stdin.write(password)
        daemon.stdin.close()
        _wait_for_service(environment)
        yield environment


def _wait_for_service(environment: dict[str, str]) -> None:
    deadline = time.monotonic() + 15
    while not _is_there(environment):  # each question starts a process: no busy loop
        assert time.monotonic() < deadline, "the Secret Service didn't start"


@pytest.fixture
def short_home() -> Iterator[Path]:
    """A folder whose path is short enough for sockets in it."""
    home = Path(tempfile.mkdtemp(prefix="bd-"))
    yield home
    shutil.rmtree(home)


@pytest.fixture
def secret_service(short_home: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that has a real keyring."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)}: apt-get install {PACKAGES}")
    with secret_service_running(short_home) as environment:
        yield environment
