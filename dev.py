"""The workshop: runs, tests, checks and measures BillDesk, and sets up by itself all that this needs."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this file must still say so on an old Python)
    import shutil

    newer = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if shutil.which(name)]
    print("BillDesk needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
    print(("Type:  %s dev.py ..." % newer[0]) if newer else "Install a newer one from python.org.")  # noqa: UP031
    raise SystemExit(2)

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
STAMP = VENV / "billdesk-stamp.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MINUTES = 30  # after so long something hangs: all tests take 8 to 11 on two processors
OFFLINE_SIGNS = ("NewConnectionError", "No matching distribution", "Timeout", "SSLError", "Connection")
USAGE = """\
python3 dev.py run [-- ARGS]      open BillDesk, or hand ARGS to the billdesk command
python3 dev.py test [ARGS]        every check and every test; ARGS go to pytest
python3 dev.py check              style, types and import contracts only
python3 dev.py bench [NAME ...]   the measurements in benchmarks/, all or by name
python3 dev.py shots [ARGS]       pictures of the window
python3 dev.py setup              only set up: environment, libraries, servers for the tests
"""


class SetupError(Exception):
    """Setting up can't go on; the text says what is wrong and what to do."""


@dataclass(frozen=True)
class Part:
    """Something of the operating system: Debian's package for it, and how to see that it is there."""

    package: str
    present: Callable[[], bool]


def library(name: str) -> Callable[[], bool]:
    """Whether the dynamic linker finds a shared library."""

    def look() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return look


def program(name: str, pattern: str = "") -> Callable[[], bool]:
    """Whether a program is on the search path, or in a folder that `pattern` below / describes."""
    return lambda: bool(shutil.which(name) or (pattern and any(Path("/").glob(pattern))))


WINDOWLESS = (
    Part("libgl1", library("libGL.so.1")),
    Part("libegl1", library("libEGL.so.1")),
    Part("libglib2.0-0", library("libglib-2.0.so.0")),
    Part("libxkbcommon0", library("libxkbcommon.so.0")),
    Part("libfontconfig1", library("libfontconfig.so.1")),
    Part("libdbus-1-3", library("libdbus-1.so.3")),
)
DISPLAY = (
    Part("libxcb-cursor0", library("libxcb-cursor.so.0")),
    Part("libxcb-icccm4", library("libxcb-icccm.so.4")),
    Part("libxcb-keysyms1", library("libxcb-keysyms.so.1")),
    Part("libxkbcommon-x11-0", library("libxkbcommon-x11.so.0")),
    Part("libxcb-shape0", library("libxcb-shape.so.0")),
)
TESTING = (
    Part("postgresql", program("postgres", "usr/lib/postgresql/*/bin/postgres")),
    Part("poppler-utils", program("pdftotext")),
    Part("qpdf", program("qpdf")),
    Part("gnome-keyring", program("gnome-keyring-daemon")),
    Part("dbus", program("dbus-run-session")),
    Part("dbus-x11", program("dbus-launch")),
    Part("libsecret-tools", program("secret-tool")),
    Part("cups-daemon", program("cupsd", "usr/sbin/cupsd")),
    Part("cups-client", program("lp")),
)
ENSUREPIP = Part("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None)


def say(text: str) -> None:
    """Tell what is going on, at once and apart from what the tools print."""
    print(f"[dev] {text}", file=sys.stderr, flush=True)


def system_parts(testing: bool) -> None:
    """See to the shared libraries and, for tests, the servers; name what can't be installed and go on."""
    if not sys.platform.startswith("linux"):
        return
    wanted = [ENSUREPIP, *WINDOWLESS, *(TESTING if testing else ())]
    if os.environ.get("DISPLAY"):
        wanted += DISPLAY
    missing = [part for part in wanted if not part.present()]
    if missing and may_install():
        install_packages([part.package for part in missing])
        importlib.invalidate_caches()
        missing = [part for part in missing if not part.present()]
    if missing:
        say("missing: " + ", ".join(part.package for part in missing) + "; what needs it will not work.")
        say(f"To install, type:  {install_hint([part.package for part in missing])}")


def may_install() -> bool:
    """Whether this is a Debian on which we are root, or may become it without a password."""
    return shutil.which("apt-get") is not None and become_root() is not None


def become_root() -> list[str] | None:
    """The words to put before a command so that root runs it; None if that isn't possible."""
    if os.name == "nt" or os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_hint(packages: Sequence[str]) -> str:
    """The command by which a person installs Debian packages."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        return f"(your system's installer, for what Debian calls)  {names}"
    return f"sudo apt-get update && sudo apt-get install --no-install-recommends {names}"


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages without a question; a failure is told and not fatal."""
    say(f"installing {' '.join(packages)} …")
    root = become_root() or []
    if "postgresql" in packages:
        prevent_a_running_server(root)
    words = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    words += ["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Options::=--force-confold"]
    for rest in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run([*words, *rest], capture_output=True, text=True)
        if done.returncode:
            say("apt-get said: " + " / ".join(done.stderr.strip().splitlines()[-3:]))


def prevent_a_running_server(root: Sequence[str]) -> None:
    """Tests start PostgreSQL by themselves; Debian's package shall not set up a server of its own."""
    folder = "/etc/postgresql-common"
    if not Path(folder, "createcluster.conf").exists():
        subprocess.run([*root, "mkdir", "-p", folder], check=False)
        words = [*root, "tee", f"{folder}/createcluster.conf"]
        subprocess.run(words, input=b"create_main_cluster = false\n", stdout=subprocess.DEVNULL, check=False)


def environment(kind: str) -> None:
    """Bring .venv to what requirements/`kind`.txt says; quick when it is so already."""
    wanted = {"key": lock_key("dev"), "kind": "dev"}
    stamp = read_stamp()
    if stamp == wanted or (kind == "run" and stamp == {"key": lock_key("run"), "kind": "run"}):
        return
    if not PYTHON.exists() or stamp.get("key", "").split()[:1] != wanted["key"].split()[:1]:
        make_venv()
    STAMP.unlink(missing_ok=True)
    say(f"installing the libraries of requirements/{kind}.txt …")
    pip("--require-hashes", "--only-binary", ":all:", "-r", f"requirements/{kind}.txt")
    if kind == "dev":
        pip("--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(json.dumps({"key": lock_key(kind), "kind": kind}), encoding="utf-8")


def lock_key(kind: str) -> str:
    """The Python and a digest of all that decides what is installed, this folder's place included."""
    digest = hashlib.sha256(str(HOME).encode())
    digest.update((HOME / "requirements" / f"{kind}.txt").read_bytes())
    return f"{sys.version_info.major}.{sys.version_info.minor} {digest.hexdigest()}"


def read_stamp() -> dict[str, str]:
    """What was installed last, empty when unknown or damaged."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def make_venv() -> None:
    """Make .venv with this Python, anew where there was another."""
    if not ENSUREPIP.present():
        raise SetupError(f"This Python can't make environments. Type:  {install_hint(['python3-venv'])}")
    say("making the environment .venv …")
    words = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def pip(*words: str) -> None:
    """Install by pip; what it says is shown only when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", *words]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True)
    if done.returncode == 0:
        return
    said = (done.stderr or done.stdout).strip()
    if any(sign in said for sign in OFFLINE_SIGNS):
        said += "\nThe libraries could not be fetched. See that the network can be reached,"
        said += "\nand type the same command again."
    raise SetupError(said)


def child_environment() -> dict[str, str]:
    """The surroundings of what we start: our sources first, UTF-8 everywhere."""
    return {
        **os.environ,
        "PYTHONPATH": str(HOME / "src"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # else each process compiles everything again
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def call(words: Sequence[str], seconds: float | None = None) -> int:
    """Run one command in the foreground and give its exit status; 124 when it took too long."""
    child = subprocess.Popen(words, cwd=HOME, env=child_environment())
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        say(f"stopped: not finished within {MINUTES} minutes")
        return stop(child)
    except KeyboardInterrupt:
        return child.wait()


def stop(child: subprocess.Popen[bytes]) -> int:
    """End a child, gently first so that it can end its own servers."""
    if os.name == "nt":
        child.terminate()
    else:
        child.send_signal(signal.SIGINT)
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    return 124


def check() -> int:
    """Style, types and import contracts, side by side; 0 when all are clean."""
    return max([verdict(name, child) for name, child in start_checks().items()])


def start_checks() -> "dict[str, subprocess.Popen[str]]":
    """Start every check."""
    commands = {
        "ruff": [str(PYTHON), "-m", "ruff", "check"],
        "format": [str(PYTHON), "-m", "ruff", "format", "--check"],
        "mypy": [str(PYTHON), "-m", "mypy"],
        "imports": [str(BIN / "lint-imports"), "--no-cache"],
    }
    return {name: start_quietly(words) for name, words in commands.items()}


def verdict(name: str, child: "subprocess.Popen[str]") -> int:
    """Wait for a check and tell what it found; 0 when that is nothing."""
    said, _ = child.communicate()
    say(f"{name}: {'clean' if child.returncode == 0 else 'NOT CLEAN'}")
    if child.returncode == 0:
        return 0
    print(said, flush=True)
    return 1


def start_quietly(words: Sequence[str]) -> "subprocess.Popen[str]":
    """Start a command whose words are kept until they are asked for."""
    return subprocess.Popen(
        words,
        cwd=HOME,
        env=child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def run(words: Sequence[str]) -> int:
    """Open the window, or run a command of BillDesk."""
    system_parts(testing=False)
    environment("run")
    program_text = "import sys; from billdesk.app.main import main; sys.exit(main())"
    return call([str(PYTHON), "-c", program_text, *words])


def test(words: Sequence[str]) -> int:
    """Every check and every test; not clean is not passed."""
    system_parts(testing=True)
    environment("dev")
    begin = time.monotonic()
    checks = start_checks()
    types = checks.pop("mypy")  # takes longest, and leaves processors free: the tests begin beside it
    unclean = max([verdict(name, child) for name, child in checks.items()])
    parallel = () if any(word.startswith("-n") for word in words) else ("-n", str(workers()))
    left = MINUTES * 60 - (time.monotonic() - begin)
    status = call([str(PYTHON), "-m", "pytest", *parallel, "--dist", "worksteal", *words], seconds=left)
    unclean |= verdict("mypy", types)
    return status or unclean


def workers() -> int:
    """How many tests run at once: one more than processors, as many tests wait for servers; eight at most."""
    return min(8, (os.cpu_count() or 1) + 1)


def check_alone(words: Sequence[str]) -> int:
    """Set up, then check."""
    environment("dev")
    if words:
        raise SetupError("check takes no words")
    return check()


def bench(words: Sequence[str]) -> int:
    """Run the named measurements, or all."""
    system_parts(testing=False)
    environment("dev")
    known = {path.stem: path for path in sorted((HOME / "benchmarks").glob("*.py")) if path.stem[0] != "_"}
    unknown = [word for word in words if word not in known]
    if unknown:
        raise SetupError(f"no such measurement: {', '.join(unknown)}; there is: {', '.join(known)}")
    return max([call([str(PYTHON), str(known[word])]) for word in words or known], default=0)


def shots(words: Sequence[str]) -> int:
    """Take the pictures of the window."""
    system_parts(testing=False)
    environment("dev")
    return call([str(PYTHON), str(HOME / "tests" / "support" / "shots.py"), *words])


def setup(words: Sequence[str]) -> int:
    """Only set up."""
    if words:
        raise SetupError("setup takes no words")
    system_parts(testing=True)
    environment("dev")
    return 0


COMMANDS = {"run": run, "test": test, "check": check_alone, "bench": bench, "shots": shots, "setup": setup}


def main(words: Sequence[str]) -> int:
    """The first word is the command; the rest belongs to it."""
    if not words or words[0] not in COMMANDS:
        print(USAGE, end="")
        return 0 if words and words[0] in ("-h", "--help", "help") else 2
    rest = list(words[1:])
    if rest[:1] == ["--"]:
        rest = rest[1:]
    try:
        return COMMANDS[words[0]](rest)
    except SetupError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
