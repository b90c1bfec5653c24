"""What the tests of the architecture look at: the project's own files, and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "billdesk"


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the program."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """How a file is named in messages: its path in the project."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    """The name by which a module is imported."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(path: Path):
    """Every function and method of a module, those inside others included."""
    return [each for each in ast.walk(tree(path)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def imports(path: Path) -> frozenset[str]:
    """The full dotted names that a module imports, wherever in it."""
    found: set[str] = set()
    for each in ast.walk(tree(path)):
        if isinstance(each, ast.Import):
            found |= {alias.name for alias in each.names}
        elif isinstance(each, ast.ImportFrom) and each.module:
            found |= {f"{each.module}.{alias.name}" for alias in each.names} | {each.module}
    return frozenset(found)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file under version control, or about to be; in a plain copy, all that isn't made by tools."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", "__pycache__", "build", "dist"}
        found = [each for each in ROOT.rglob("*") if not made & set(each.parts)]
    else:
        found = [ROOT / each for each in listed if each]
    return tuple(sorted(each for each in found if each.is_file()))


def text(path: Path) -> str | None:
    """The text of a file, None if it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
