"""The locked libraries are whole, hashed, and say nothing of where they were fetched."""

import re
import tomllib

import pytest
from sources import ROOT

PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)( ; [^\\]+)? \\$")
HASHED = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
LOCKS = ["run", "dev"]


def lines(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return [each for each in text.splitlines() if each.strip() and not each.strip().startswith("#")]


def pins(lock):
    found = [PINNED.match(each) for each in lines(lock)]
    return {each[1]: each[2] for each in found if each}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_pinned_requirements_and_their_hashes_and_nothing_else(lock):
    assert not [each for each in lines(lock) if not PINNED.match(each) and not HASHED.match(each)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_a_hash(lock):
    both = lines(lock)

    assert pins(lock)
    assert all(
        HASHED.match(after) for each, after in zip(both, [*both[1:], ""], strict=True) if PINNED.match(each)
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_folder(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")

    assert not re.findall(r"https?:|file:|--index|--extra-index|--find-links|@ |/tmp/|\\\\", text)


def test_what_the_program_needs_is_locked_alike_for_running_and_for_testing():
    run, dev = pins("run"), pins("dev")

    assert {each: dev.get(each) for each in run} == run


def test_every_declared_library_is_locked():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*told["project"]["dependencies"], *told["project"]["optional-dependencies"]["postgres"]]

    assert {plain(each) for each in wanted} <= set(pins("run"))
    assert {plain(each) for each in told["dependency-groups"]["dev"]} <= set(pins("dev"))


def plain(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")
