"""Keeps passwords in the system's keyring, or in memory for this start; the only place that knows keyring."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "BillDesk"
"""The name that the entries have in the system's keyring."""

Answer = TypeVar("Answer")

_remembered: dict[str, str] = {}


class Unavailable(Exception):
    """No keyring can be used. `code`: keyring_missing, keyring_locked, keyring_unsafe or keyring_failed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(name: str) -> str | None:
    """The secret of that name, None when there is none; what `remember` was given comes first."""
    if name in _remembered:
        return _remembered[name]
    return _asked(lambda keyring: keyring.get_password(SERVICE, name))


def write(name: str, secret: str) -> None:
    """Stores a secret in the keyring, for this start and all later ones."""
    _asked(lambda keyring: keyring.set_password(SERVICE, name, secret))
    _remembered.pop(name, None)


def remember(name: str, secret: str) -> None:
    """Keeps a secret in memory until the program ends; nothing is written anywhere."""
    _remembered[name] = secret


def is_remembered(name: str) -> bool:
    """Whether a secret is known to this process only."""
    return name in _remembered


def forget(name: str) -> None:
    """Removes a secret from memory and keyring; nothing happens when there is none."""
    _remembered.pop(name, None)
    try:
        _asked(lambda keyring: _delete(keyring, name))
    except Unavailable as unavailable:
        if unavailable.code != "keyring_missing":  # where no keyring is, nothing is kept
            raise


def _delete(keyring: "KeyringBackend", name: str) -> None:
    if keyring.get_password(SERVICE, name) is not None:
        keyring.delete_password(SERVICE, name)


def _asked(question: "Callable[[KeyringBackend], Answer]") -> Answer:
    """The keyring's answer; each of its many errors becomes Unavailable, with no secret in its traceback."""
    try:
        return question(_usable_keyring())
    except Unavailable as unavailable:
        code = unavailable.code
    except Exception as error:  # D-Bus, Windows and macOS each raise their own
        code = _code(error)
    raise Unavailable(code)


def _code(error: Exception) -> str:
    from keyring.errors import KeyringLocked, NoKeyringError

    if isinstance(error, KeyringLocked):
        return "keyring_locked"
    return "keyring_missing" if isinstance(error, NoKeyringError) else "keyring_failed"


def _usable_keyring() -> "KeyringBackend":
    from keyring import get_keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = get_keyring()
    # A chain would go on to a plain text file when its first member fails.
    members = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for member in members:
        if _is_safe(member):
            return member
    raise Unavailable("keyring_unsafe" if any(_keeps(member) for member in members) else "keyring_missing")


def _is_safe(keyring: "KeyringBackend") -> bool:
    """Whether secrets are encrypted there; keyring itself ranks what it doesn't recommend below 1."""
    return _keeps(keyring) and keyring.priority >= 1 and not _family(keyring).startswith("keyrings.alt")


def _keeps(keyring: "KeyringBackend") -> bool:
    """Whether it keeps anything at all: `fail` refuses and `null` loses what it is given."""
    return _family(keyring) not in ("keyring.backends.fail", "keyring.backends.null")


def _family(keyring: "KeyringBackend") -> str:
    return type(keyring).__module__
