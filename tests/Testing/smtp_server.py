"""An SMTP server for tests, on aiosmtpd: STARTTLS, names and passwords, and refusals that the recipient's address asks for.

It prints one JSON line with its port, then one for each message that it has: {"file", "from", "to", "tls", "user", "number"}; the message is in the file.
It ends when its standard input does.

Recipients: busy2-… is refused with 451 twice; unknown-… always with 550; dies-… has its connection cut after the first message and before the answer;
holds-… gets no answer to the first message; full-… is refused with 552 once the message is there; meets3-… is taken once three of them are being handed
over side by side, and refused with 451 where they do not meet.
"""

import argparse
import asyncio
import json
import pathlib
import re
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Mailbox:
    """What the server has, and whom it has refused how often."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0
        self.seen = {}
        self.waiting = 0
        self.met = asyncio.Event()

    async def meets(self, how_many):
        self.waiting += 1
        if self.waiting >= how_many:
            self.met.set()
        try:
            await asyncio.wait_for(self.met.wait(), 20)
        except asyncio.TimeoutError:
            return False
        return True

    def times(self, key):
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key]

    async def handle_RCPT(self, server, session, envelope, address, options):
        busy = re.match(r"busy(\d+)-", address)
        if busy and self.times(("rcpt", address)) <= int(busy.group(1)):
            return "451 4.3.2 The mailbox is busy; come back later"
        if address.startswith("unknown-"):
            return "550 5.1.1 There is no such person here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if address.startswith("full-"):
            return "552 5.2.2 The mailbox is full"
        meets = re.match(r"meets(\d+)-", address)
        if meets and not await self.meets(int(meets.group(1))):
            return "451 4.3.2 Nobody else came"
        self.keep(session, envelope)
        first = self.times(("data", address)) == 1
        if first and address.startswith("dies-"):
            server.transport.abort()
        if first and address.startswith("holds-"):
            await asyncio.sleep(3600)
        return "250 2.0.0 Taken"

    def keep(self, session, envelope):
        self.count += 1
        file = self.folder / f"{self.count}.eml"
        file.write_bytes(envelope.original_content)
        user = session.auth_data.login.decode() if session.auth_data else None
        tell(file=str(file), to=envelope.rcpt_tos, tls=session.ssl is not None, user=user, number=self.count, **{"from": envelope.mail_from})


def tell(**values):
    print(json.dumps(values), flush=True)


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        ok = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=ok, handled=False, auth_data=data)

    return check


def context(arguments):
    if not arguments.certificate:
        return None
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(arguments.certificate, arguments.key)
    return tls


async def main(arguments):
    mailbox, tls = Mailbox(arguments.folder), context(arguments)
    login = {}
    if arguments.user:
        login = {
            "auth_required": True,
            "authenticator": authenticator(arguments.user, arguments.password),
            "auth_exclude_mechanism": arguments.without,
        }

    def connection():
        return SMTP(mailbox, hostname="mail.test", tls_context=tls, require_starttls=tls is not None, **login)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", arguments.port)
    tell(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


parser = argparse.ArgumentParser()
parser.add_argument("--folder", required=True)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--user")
parser.add_argument("--password")
parser.add_argument("--without", nargs="*", default=[])
asyncio.run(main(parser.parse_args()))
