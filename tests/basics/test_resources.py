"""Resources are found in the sources and in an installed wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from billdesk.basics import resources

ROOT = Path(__file__).parents[2]


def test_a_resource_is_read_as_text_and_as_bytes():
    name = ("locale", "de", "LC_MESSAGES", "billdesk.po")

    assert resources.path(*name).is_file()
    assert resources.read_text(*name).encode() == resources.read_bytes(*name).replace(b"\r\n", b"\n")


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"nothing\.svg"):
        resources.path("icons", "nothing.svg")


def test_a_name_cannot_lead_out_of_the_resources():
    with pytest.raises(ValueError, match="not a resource"):
        resources.path("..", "pyproject.toml")


def test_an_installed_wheel_brings_its_resources(tmp_path):
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(site)

    look = (
        f"import sys; sys.path.insert(0, {str(site)!r});"
        "from billdesk.basics import resources;"
        "print(resources.folder()); print(resources.read_text('locale', 'de', 'LC_MESSAGES', 'billdesk.po'))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", look],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.stdout.splitlines()[0] == str(site.resolve() / "billdesk" / "_resources")
    assert "Rechnung" in done.stdout
