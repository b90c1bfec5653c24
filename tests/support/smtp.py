"""A real SMTP server on loopback with TLS, logins and faults to switch on, for tests and benchmarks."""

import asyncio
import logging
import shutil
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own old attributes


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and where.

    `at`: greeting, auth, mail, rcpt, data (the command), middle (of the content), end (all of it is here,
    no answer yet), after (250 was said).
    `do`: "stall", "drop", or the reply that is given, such as "450 4.2.1 busy".
    """

    at: str
    do: str
    times: int | None = None  # how often; None for always
    address: str = ""  # only this recipient


@dataclass(frozen=True)
class Received:
    """A message whose whole content reached the server."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    accepted: bool  # False when the server said no to it


class SmtpServer:
    """Serves in a thread of its own from entering to leaving; `fault` may be set at any time."""

    def __init__(self, security="starttls", certified="localhost", users=None, offers_tls=True):
        self.security = security
        self.host, self.port = "localhost", 0
        self.user, self.password = "desk", "pässwörd\u20ac"
        self.users = {self.user: self.password} if users is None else users
        self.offers_tls = offers_tls
        self.excluded_logins: tuple[str, ...] = ("CRAM-MD5",)
        self.fault: Fault | None = None
        self.received: list[Received] = []  # taken by the server: it said 250, or vanished with it
        self.turned_away: list[Received] = []
        self.connections = 0
        self.logins = 0  # attempts
        self.contents_begun = 0  # how often 354 was said
        self.folder = Path(tempfile.mkdtemp(prefix="billdesk-smtp-"))
        self.ca_path = self.folder / "ca.pem"  # for SSL_CERT_FILE of another process
        self._certify(certified)

    def _certify(self, name):
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.ca_path)
        self.trust = ssl.create_default_context(cafile=self.ca_path)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(self.tls)

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="smtp-server", daemon=True)
        self._thread.start()
        assert self._started.wait(10), "the SMTP server didn't start"
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)
        shutil.rmtree(self.folder)
        assert not self._thread.is_alive(), "the SMTP server didn't end"

    def stop_listening(self):
        """From now on connections are refused; those that are open go on."""
        asyncio.run_coroutine_threadsafe(self._stop_listening(), self._loop).result(10)

    def listen_again(self):
        """Takes connections again, on the same port."""
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def drop_connections(self):
        """Cuts every open connection, as a server does with idle ones."""
        asyncio.run_coroutine_threadsafe(self._drop_connections(), self._loop).result(10)

    def take_fault(self, at, address=""):
        """What shall go wrong here and now, None for nothing."""
        fault = self.fault
        if fault is None or fault.at != at or (fault.address and fault.address != address):
            return None
        if fault.times is not None:
            left = fault.times - 1
            self.fault = Fault(fault.at, fault.do, left, fault.address) if left else None
        return fault.do

    def _serve(self):
        asyncio.run(self._main())

    async def _main(self):
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._open: set[_Conversation] = set()
        self._listener = await self._listener_on(self._socket)
        self._started.set()
        await self._end.wait()
        await self._stop_listening()
        await self._drop_connections()

    async def _listener_on(self, listening):
        tls = self.tls if self.security == "tls" else None
        return await self._loop.create_server(self._conversation, sock=listening, ssl=tls)

    async def _listen(self):
        self._listener = await self._listener_on(socket.create_server(("127.0.0.1", self.port)))

    async def _stop_listening(self):
        self._listener.close()

    async def _drop_connections(self):
        for conversation in tuple(self._open):
            conversation.drop()
        while self._open:  # until each has noticed
            await asyncio.sleep(0)

    def _conversation(self):
        starttls = self.security == "starttls"
        return _Conversation(
            self,
            self._open,
            hostname="mail.test",
            tls_context=self.tls if starttls and self.offers_tls else None,
            auth_required=starttls and self.offers_tls,
            auth_require_tls=starttls and self.offers_tls,
            auth_exclude_mechanism=self.excluded_logins,
            authenticator=self._authenticated,
            loop=self._loop,
        )

    def _authenticated(self, server, session, envelope, mechanism, login):
        self.logins += 1
        right = self.users.get(login.login.decode()) == login.password.decode()
        # handled=False lets the server itself answer; otherwise a refusal is never told.
        return AuthResult(success=right, handled=False)


class _Hooks:
    """What aiosmtpd asks of a handler: the reply to each step."""

    def __init__(self, server):
        self.server = server

    async def handle_RCPT(self, conversation, session, envelope, address, options):
        reply = await conversation.fault("rcpt", address)
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 2.1.5 Ok"

    async def handle_DATA(self, conversation, session, envelope):
        do = self.server.take_fault("end")
        refused = do not in (None, "drop", "stall") and not do.startswith("2")
        content = bytes(envelope.original_content)
        message = Received(envelope.mail_from, tuple(envelope.rcpt_tos), content, not refused)
        (self.server.turned_away if refused else self.server.received).append(message)
        return await conversation.done(do) or "250 2.0.0 Ok: queued"


class _Conversation(SMTP):
    """One connection; its steps are aiosmtpd's, with the faults in front of them."""

    def __init__(self, server, conversations, **settings):
        super().__init__(_Hooks(server), **settings)
        self._server, self._open = server, conversations
        self._auth_required = bool(server.users)

    def connection_made(self, transport):
        if self not in self._open:
            self._server.connections += 1
            self._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error):
        self._open.discard(self)
        super().connection_lost(error)

    def drop(self):
        (self._original_transport or self.transport).abort()

    async def fault(self, at, address=""):
        return await self.done(self._server.take_fault(at, address))

    async def done(self, do):
        """Stalls or drops and doesn't come back, or gives the reply."""
        if do == "drop":
            self.drop()
        if do in ("drop", "stall"):
            await asyncio.Event().wait()  # cancelled when the connection ends
        return do

    async def _handle_client(self):
        reply = await self.fault("greeting")
        if reply is None:
            return await super()._handle_client()
        await self.push(reply)
        return self.transport.close()

    async def smtp_AUTH(self, arg):
        await self._unless_fault("auth", super().smtp_AUTH, arg)

    async def smtp_MAIL(self, arg):
        await self._unless_fault("mail", super().smtp_MAIL, arg)

    async def smtp_DATA(self, arg):
        await self._unless_fault("data", self._data, arg)

    async def _data(self, arg):
        self._server.contents_begun += 1
        do = self._server.take_fault("middle")
        if do is not None:
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            if do == "stall":
                self.transport.pause_reading()
            await self.push(await self.done(do))
            return
        await super().smtp_DATA(arg)
        await self.fault("after")

    async def _unless_fault(self, at, step, arg):
        reply = await self.fault(at)
        if reply is None:
            await step(arg)
        else:
            await self.push(reply)


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """A server that wants STARTTLS and a login."""
    with SmtpServer() as server:
        yield server
