"""The mail account that a shop sends from; its password is kept elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from billdesk.domain.address import ascii_address, usable_address
from billdesk.domain.errors import Problem

LONGEST = 255
"""Characters of a server's, a user's or a sender's name."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """How mail leaves the shop. `timeout` is seconds for each answer of the server."""

    host: str = ""
    port: int = 587
    security: str = "starttls"  # starttls, tls, or plain to this computer only
    user: str = ""  # "" where the server wants no login
    sender: str = ""
    sender_name: str = ""  # "" = the shop's name
    reply_to: str = ""
    bcc_self: bool = False
    per_hour: int = 0  # messages at most, 0 = no limit
    timeout: float = 30.0

    @property
    def secret(self) -> str:
        """The name of the password; another server or user never gets the password of this one."""
        return f"mail {self.user}@{self.host}:{self.port}"


def account_problems(account: MailAccount) -> tuple[Problem, ...]:
    """What is wrong with an account, by field; how the server is reached is checked by mail itself."""
    return tuple(_problems(account))


def message_domain(email: str) -> str:
    """The domain that a shop's Message-IDs end with; one that nobody has where its address isn't usable."""
    return ascii_address(email).rpartition("@")[2] if usable_address(email) else "billdesk.invalid"


def _problems(account: MailAccount) -> Iterator[Problem]:
    if not usable_address(account.sender):
        yield Problem("sender", "bad_address", {"address": account.sender})
    if account.reply_to and not usable_address(account.reply_to):
        yield Problem("reply_to", "bad_address", {"address": account.reply_to})
    for place in ("host", "user", "sender_name"):
        if len(getattr(account, place)) > LONGEST:
            yield Problem(place, "too_long", {"longest": LONGEST, "length": len(getattr(account, place))})
    if not account.sender_name.isprintable():
        yield Problem("sender_name", "bad_header", {"field": "sender_name"})
    if account.per_hour < 0:
        yield Problem("per_hour", "below_zero", {})
