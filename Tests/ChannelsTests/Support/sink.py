"""Real SMTP servers (aiosmtpd) that misbehave on request and remember what they accepted.

One JSON object a line on standard input, one answer a line on standard output; ends with its input.
  {"op": "open", "tls": null|"starttls"|"implicit", "user": …, "password": …, "script": {STAGE: ACTION}}
      -> {"port": …, "authority": path of the certificate}
  {"op": "report", "port": …}
      -> {"connections", "commands", "bodyBytes", "dots", "accepted": [{"sender", "recipients", "bytes", "encrypted"}]}
  {"op": "script", "port": …, "script": {STAGE: ACTION}}   -> {}
  {"op": "parse", "bytes": base64 of a mail}
      -> the mail as Python's own reader understands it
Stages: CONNECT EHLO STARTTLS AUTH MAIL RCPT DATA BODY DOT. An action may hold:
  "times": n      only n times                  "skip": n       not the first n times
  "delay": s      first of all, wait
  "reply": text   answer this instead           "drop": true    cut the connection
  "silence": true never answer                  "partial": text write this and cut
  "after": n      BODY only: once n bytes came  "accept": true  DOT only: take the message first
"""
import asyncio
import base64
import datetime
import email
import email.header
import email.policy
import email.utils
import ipaddress
import json
import logging
import os
import ssl
import sys
import tempfile
import warnings

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def make_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink")])
    start = datetime.datetime(2020, 1, 1)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    with open(paths[0], "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    with open(paths[1], "wb") as file:
        file.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return paths


class Cut(Exception):
    """The connection was cut on purpose."""


class State:
    def __init__(self, script):
        self.script = script
        self.connections = 0
        self.commands = []
        self.body_bytes = 0
        self.dots = 0
        self.accepted = []

    def action(self, stage):
        action = self.script.get(stage)
        if action is None:
            return None
        if action.get("skip", 0) > 0:
            action["skip"] -= 1
            return None
        if "times" in action:
            if action["times"] <= 0:
                return None
            action["times"] -= 1
        return action

    def report(self):
        return {
            "connections": self.connections, "commands": self.commands, "bodyBytes": self.body_bytes,
            "dots": self.dots, "accepted": self.accepted,
        }


class Handler:
    def __init__(self, state):
        self.state = state

    def keep(self, server, envelope):
        encrypted = server.transport.get_extra_info("ssl_object") is not None
        self.state.accepted.append({
            "sender": envelope.mail_from, "recipients": envelope.rcpt_tos,
            "bytes": base64.b64encode(envelope.original_content).decode(), "encrypted": encrypted,
        })

    async def handle_DATA(self, server, session, envelope):
        self.state.dots += 1
        action = self.state.action("DOT")
        if action is None:
            self.keep(server, envelope)
            return "250 2.0.0 queued as %d" % len(self.state.accepted)
        if action.get("accept"):
            self.keep(server, envelope)
        await server.play(action)
        return action.get("reply", "250 2.0.0 queued late as %d" % len(self.state.accepted))


class Scripted(SMTP):
    def __init__(self, state, **settings):
        super().__init__(Handler(state), hostname="sink.test", ident="sink", enable_SMTPUTF8=False, **settings)
        self.state = state

    async def play(self, action):
        if "delay" in action:
            await asyncio.sleep(action["delay"])
        if action.get("silence"):
            await asyncio.sleep(3600)
        if "partial" in action:
            self._writer.write(action["partial"].encode())
            await self._writer.drain()
            self._writer.close()
            raise Cut
        if action.get("drop"):
            self.transport.abort()
            raise Cut

    async def scripted(self, stage, usual, *arguments):
        self.state.commands.append(stage)
        action = self.state.action(stage)
        if action is not None:
            await self.play(action)
            if "reply" in action:
                await self.push(action["reply"])
                return
        await usual(*arguments)

    async def _handle_client(self):
        try:
            if not self.session.ssl:
                self.state.connections += 1
            action = self.state.action("CONNECT")
            if action is not None:
                await self.play(action)
                if "reply" in action:
                    await self.push(action["reply"])
                    self.transport.close()
                    return
            await super()._handle_client()
        except (Cut, ConnectionError):
            pass

    async def handle_exception(self, error):
        if isinstance(error, Cut):
            raise error
        return "500 " + str(error)

    async def smtp_EHLO(self, hostname):
        await self.scripted("EHLO", super().smtp_EHLO, hostname)

    async def smtp_HELO(self, hostname):
        await self.scripted("HELO", super().smtp_HELO, hostname)

    async def smtp_STARTTLS(self, argument):
        await self.scripted("STARTTLS", super().smtp_STARTTLS, argument)

    async def smtp_AUTH(self, argument):
        await self.scripted("AUTH", super().smtp_AUTH, argument)

    async def smtp_MAIL(self, argument):
        await self.scripted("MAIL", super().smtp_MAIL, argument)

    async def smtp_RCPT(self, argument):
        await self.scripted("RCPT", super().smtp_RCPT, argument)

    async def smtp_QUIT(self, argument):
        self.state.commands.append("QUIT")
        await super().smtp_QUIT(argument)

    async def smtp_DATA(self, argument):
        await self.scripted("DATA", self.take_data, argument)

    async def take_data(self, argument):
        reader, usual = self._reader, self._reader.readuntil
        begun = self.state.body_bytes

        async def counted(separator):
            line = await usual(separator)
            if line != b".\r\n":
                self.state.body_bytes += len(line)
            body = self.state.script.get("BODY")
            if body is not None and self.state.body_bytes - begun >= body.get("after", 0):
                await self.play(body)
            return line

        reader.readuntil = counted
        try:
            await super().smtp_DATA(argument)
        finally:
            reader.readuntil = usual


def parse(data):
    mail = email.message_from_bytes(data, policy=email.policy.SMTP)

    raw = email.message_from_bytes(data)

    def mailbox(name):
        if raw[name] is None:
            return None
        # Not mail[name].addresses, which puts a space between two encoded words of a name.
        shown, address = email.utils.parseaddr(raw[name].replace("\r\n", ""))
        return [str(email.header.make_header(email.header.decode_header(shown))), address]

    parts = []
    defects = [repr(defect) for part in mail.walk() for defect in part.defects]
    defects += [repr(defect) for value in mail.values() for defect in getattr(value, "defects", [])]
    for part in mail.walk():
        if part.is_multipart():
            parts.append({"type": part.get_content_type()})
            continue
        parts.append({
            "type": part.get_content_type(), "charset": part.get_content_charset(), "fileName": part.get_filename(),
            "disposition": part.get_content_disposition(), "encoding": part["Content-Transfer-Encoding"],
            "bytes": base64.b64encode(part.get_payload(decode=True)).decode(),
        })
    return {
        "headers": [name for name, _ in mail.raw_items()], "subject": mail["Subject"], "from": mailbox("From"),
        "to": mailbox("To"), "replyTo": mailbox("Reply-To"), "messageID": mail["Message-ID"], "date": mail["Date"],
        "inReplyTo": mail["In-Reply-To"], "references": mail["References"], "parts": parts, "defects": defects,
    }


class Sinks:
    def __init__(self, folder):
        self.paths = make_certificate(folder)
        self.states = {}
        self.servers = []

    async def open(self, request):
        state = State(request.get("script") or {})
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*self.paths)
        settings = {}
        if request.get("tls") == "starttls":
            settings["tls_context"] = context
        if request.get("user"):
            wanted = (request["user"].encode(), request["password"].encode())

            def authenticate(server, session, envelope, mechanism, data):
                return AuthResult(success=(data.login, data.password) == wanted, handled=False)

            settings.update(authenticator=authenticate, auth_required=True)
        implicit = context if request.get("tls") == "implicit" else None
        if implicit:
            settings["auth_require_tls"] = False
        server = await asyncio.get_running_loop().create_server(
            lambda: Scripted(state, **settings), "127.0.0.1", 0, ssl=implicit)
        self.servers.append(server)
        port = server.sockets[0].getsockname()[1]
        self.states[port] = state
        return {"port": port, "authority": self.paths[0]}

    async def answer(self, request):
        if request["op"] == "open":
            return await self.open(request)
        if request["op"] == "parse":
            return parse(base64.b64decode(request["bytes"]))
        state = self.states[request["port"]]
        if request["op"] == "script":
            state.script = request["script"]
            return {}
        return state.report()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    requests = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(requests), sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        sinks = Sinks(folder)
        while line := await requests.readline():
            print(json.dumps(await sinks.answer(json.loads(line))), flush=True)


asyncio.run(main())
