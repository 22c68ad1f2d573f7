"""Stands between the program and a real mail relay, passes everything on, and misbehaves once it is told to.

One JSON object a line on standard input, one answer a line on standard output; ends with its input.
  {"op": "open", "target": port, "fault": FAULT}   -> {"port": …}
  {"op": "report", "port": …}                      -> {"played": how often the fault was played, "connections": …}
FAULT: {"stage": CONNECT EHLO STARTTLS MAIL RCPT DATA BODY DOT, "skip": n not the first n times, "times": n only n times,
        "does": reply drop inside silence trickle garbage oversized strip, "text": …, "accept": true}
  reply      answers "text"; the relay behind hears nothing of the command, unless "accept"
  drop       cuts the connection, before the relay hears of it or, with "accept", once it has answered
  inside     passes the first bytes of the relay's answer on, then cuts
  silence    says nothing more
  trickle    passes the relay's answer on, one byte at a time
  garbage    answers bytes that are no answer, then cuts
  oversized  answers without end, then cuts
  strip      takes STARTTLS out of the relay's answer
"""
import asyncio
import json
import sys


class Proxy:
    def __init__(self, target, fault):
        self.target = target
        self.fault = fault or {}
        self.played = 0
        self.connections = 0

    def take(self, stage):
        fault = self.fault
        if fault.get("stage") != stage:
            return None
        if fault.get("skip", 0) > 0:
            fault["skip"] -= 1
            return None
        if fault.get("times", 1) <= 0:
            return None
        fault["times"] = fault.get("times", 1) - 1
        self.played += 1
        return fault

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            inner, outer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        talk = Talk(self, reader, writer, inner, outer)
        try:
            await talk.run()
        except (Cut, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, BrokenPipeError):
            pass
        finally:
            talk.outer.close()
            writer.close()


class Cut(Exception):
    """The connection was cut on purpose."""


class Talk:
    def __init__(self, proxy, reader, writer, inner, outer):
        self.proxy, self.reader, self.writer, self.inner, self.outer = proxy, reader, writer, inner, outer
        self.hears = False

    async def answer(self):
        """A whole answer of the relay, all its lines."""
        lines = b""
        while True:
            line = await self.inner.readline()
            lines += line
            if not line or line[3:4] != b"-":
                return lines

    async def forward(self, data):
        self.outer.write(data)
        await self.outer.drain()
        return await self.answer()

    async def say(self, data):
        self.writer.write(data)
        await self.writer.drain()

    def cut(self):
        self.writer.transport.abort()
        raise Cut

    async def run(self):
        await self.stage("CONNECT", self.answer)
        while True:
            line = await self.reader.readline()
            if not line:
                return
            verb = line.split()[:1]
            stage = verb[0].decode("ascii", "replace").upper() if verb else ""
            reply = await self.stage(stage, lambda: self.forward(line))
            if stage == "STARTTLS" and reply.startswith(b"220"):
                await self.tunnel()
                return
            if stage == "DATA" and reply.startswith(b"354"):
                await self.body()
            if stage == "QUIT":
                return

    async def body(self):
        fault = self.proxy.take("BODY")
        if fault:
            await self.reader.readexactly(40)
            await self.play(fault, self.nothing)
        content = await self.reader.readuntil(b"\r\n.\r\n")
        self.hears = False

        def passed_on():
            self.hears = True
            return self.forward(content)

        await self.stage("DOT", passed_on)
        if not self.hears:
            await self.begin_again()

    async def begin_again(self):
        """The relay behind waits for the end of a message that it will not get: the next one goes to another session."""
        self.outer.close()
        self.inner, self.outer = await asyncio.open_connection("127.0.0.1", self.proxy.target)
        await self.answer()
        await self.forward(b"EHLO proxy.test\r\n")

    async def nothing(self):
        return b""

    async def stage(self, stage, usual):
        fault = self.proxy.take(stage)
        if fault:
            return await self.play(fault, usual)
        reply = await usual()
        await self.say(reply)
        return reply

    async def play(self, fault, usual):
        does = fault["does"]
        reply = b""
        if fault.get("accept") or does in ("inside", "trickle", "strip"):
            reply = await usual()
        if does == "reply":
            reply = fault["text"].encode() + b"\r\n"
            await self.say(reply)
        elif does == "drop":
            self.cut()
        elif does == "inside":
            await self.say(reply[: fault.get("bytes", 2)])
            await asyncio.sleep(0.05)
            self.cut()
        elif does == "silence":
            await asyncio.sleep(3600)
        elif does == "trickle":
            for byte in reply:
                await self.say(bytes([byte]))
                await asyncio.sleep(0.02)
        elif does == "garbage":
            await self.say(bytes(range(128, 256)) * 4 + b"\r\n\0\0\r\n")
            self.cut()
        elif does == "oversized":
            for _ in range(64):
                await self.say(b"x" * 16384)
            self.cut()
        elif does == "strip":
            lines = [line for line in reply.splitlines(True) if b"STARTTLS" not in line]
            lines[-1] = lines[-1][:3] + b" " + lines[-1][4:]
            reply = b"".join(lines)
            await self.say(reply)
        return reply

    async def tunnel(self):
        async def pump(source, sink):
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()

        await asyncio.wait(
            [asyncio.ensure_future(pump(self.reader, self.outer)), asyncio.ensure_future(pump(self.inner, self.writer))],
            return_when=asyncio.FIRST_COMPLETED)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    requests = asyncio.StreamReader(limit=1 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(requests), sys.stdin)
    proxies = {}
    servers = []
    while line := await requests.readline():
        request = json.loads(line)
        if request["op"] == "open":
            proxy = Proxy(request["target"], request.get("fault"))
            server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, limit=1 << 24)
            servers.append(server)
            port = server.sockets[0].getsockname()[1]
            proxies[port] = proxy
            answer = {"port": port}
        else:
            proxy = proxies[request["port"]]
            answer = {"played": proxy.played, "connections": proxy.connections}
        print(json.dumps(answer), flush=True)


asyncio.run(main())
