"""Secrets: in a real keyring, in memory where there is none, never in plain text."""

import json
import subprocess
import sys

import pytest
from keyring import errors, get_keyring, set_keyring
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from billdesk.basics import secrets
from support.secret_service import lonely_environment

SECRET = "pässwörd \u20ac \U0001f511"
SCRIPT = """
import json, sys
from billdesk.basics import secrets
lazy = "keyring" not in sys.modules
answers = [lazy]
for step in json.loads(sys.argv[1]):
    try:
        answers.append(getattr(secrets, step[0])(*step[1:]))
    except secrets.Unavailable as unavailable:
        answers.append(unavailable.code)
print(json.dumps(answers))
"""


def answers_of(environment, *steps):
    """What a process of its own is answered; the first says that keyring was not yet imported."""
    environment = environment | {"PYTHONPATH": ":".join(filter(None, sys.path))}
    command = [sys.executable, "-c", SCRIPT, json.dumps(steps)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_a_secret_is_kept_in_the_keyring_from_one_start_to_the_next(secret_service):
    written = answers_of(secret_service, ("read", "smtp"), ("write", "smtp", SECRET), ("read", "smtp"))
    assert written == [True, None, None, SECRET]
    assert answers_of(secret_service, ("read", "smtp"), ("forget", "smtp"), ("read", "smtp")) == [
        True,
        SECRET,
        None,
        None,
    ]
    assert answers_of(secret_service, ("read", "smtp"), ("forget", "smtp")) == [True, None, None]


def test_a_remembered_secret_comes_first_and_lasts_one_start(secret_service):
    steps = ("write", "smtp", "kept"), ("remember", "smtp", "for now"), ("read", "smtp")
    assert answers_of(secret_service, *steps) == [True, None, None, "for now"]
    assert answers_of(secret_service, ("read", "smtp")) == [True, "kept"]


def test_without_a_keyring_a_secret_is_only_remembered_and_nothing_is_written(short_home):
    environment = lonely_environment(short_home)
    steps = ("read", "smtp"), ("write", "smtp", "x"), ("remember", "smtp", SECRET), ("read", "smtp")
    missing = "keyring_missing"
    assert answers_of(environment, *steps) == [True, missing, missing, None, SECRET]
    assert answers_of(environment, ("forget", "smtp"), ("read", "smtp")) == [True, None, missing]
    assert [path for path in short_home.rglob("*") if path.is_file()] == []


class Memory(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self, error=None):
        super().__init__()
        self.entries, self.error = {}, error

    def get_password(self, service, username):
        if self.error:
            raise self.error
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        if self.error:
            raise self.error
        self.entries[service, username] = password

    def delete_password(self, service, username):
        del self.entries[service, username]


class PlainText(Memory):
    """As keyrings.alt has it: found by itself and not recommended."""

    priority = 0.5


class Flattering(Memory):
    """Of keyrings.alt, whatever it thinks of itself."""

    priority = 9


Flattering.__module__ = "keyrings.alt.file"


@pytest.fixture
def use(monkeypatch):
    monkeypatch.setattr(secrets, "_remembered", {})
    before = get_keyring()
    yield set_keyring
    set_keyring(before)


def chained(*members):
    class Chain(chainer.ChainerBackend):
        backends = members
        priority = 10

    return Chain()


def test_secrets_are_entries_of_billdesk(use):
    memory = Memory()
    use(memory)
    secrets.write("smtp", SECRET)
    assert memory.entries == {("BillDesk", "smtp"): SECRET}
    assert secrets.read("smtp") == SECRET
    secrets.forget("smtp")
    assert memory.entries == {}


def test_a_written_secret_replaces_the_remembered_one(use):
    use(Memory())
    secrets.remember("smtp", "old")
    secrets.write("smtp", "new")
    assert secrets.read("smtp") == "new"


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        (fail.Keyring(), "keyring_missing"),
        (null.Keyring(), "keyring_missing"),
        (PlainText(), "keyring_unsafe"),
        (Flattering(), "keyring_unsafe"),
        (chained(PlainText(), Flattering()), "keyring_unsafe"),
        (Memory(errors.KeyringLocked("locked")), "keyring_locked"),
        (Memory(errors.InitError("no bus")), "keyring_failed"),
        (Memory(errors.NoKeyringError("none")), "keyring_missing"),
        (Memory(OSError("broken pipe")), "keyring_failed"),
    ],
)
def test_a_keyring_that_cannot_be_used_is_told_by_a_code_and_gets_no_secret(use, backend, code):
    use(backend)
    for step in (lambda: secrets.read("smtp"), lambda: secrets.write("smtp", SECRET)):
        with pytest.raises(secrets.Unavailable) as unavailable:
            step()
        assert unavailable.value.code == code
        assert unavailable.value.__context__ is None
    assert getattr(backend, "entries", {}) == {}


def test_the_safe_member_of_a_chain_is_used_and_no_other(use):
    plain, safe = PlainText(), Memory()
    use(chained(plain, safe))
    secrets.write("smtp", SECRET)
    assert (plain.entries, secrets.read("smtp")) == ({}, SECRET)


def test_forgetting_in_a_locked_keyring_is_told_because_the_secret_is_still_there(use):
    use(Memory(errors.KeyringLocked("locked")))
    secrets.remember("smtp", "x")
    with pytest.raises(secrets.Unavailable):
        secrets.forget("smtp")
    use(Memory())
    assert secrets.read("smtp") is None
