"""A mail server that takes everything and remembers it. It can be told to hold still at one point of a conversation."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.message import Message


class Conversation(socketserver.StreamRequestHandler):
    server: "Sink"

    def handle(self) -> None:
        try:
            self.converse()
        except OSError:
            return  # who spoke to it has died

    def converse(self) -> None:
        self.server.come_to("greeting")
        self.say("220 sink")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.server.come_to("data")
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    text += part
                if not part:
                    return
                self.server.taken.append(message_from_string(text.decode()))
                self.server.come_to("yes")
            if verb == b"QUIT":
                self.server.come_to("bye")
                self.say("221 bye")
                return
            self.say("250 sink")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """`taken` is what it has in its hands, whether or not the sender heard the yes.

    `hold` names what it does not say until `go_on()`: the greeting, the word to send the data, the yes, the bye.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Message] = []
        self.hold = ""
        self.held = threading.Semaphore(0)
        self._go = threading.Event()
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"

    def come_to(self, point: str) -> None:
        if point == self.hold:
            self.held.release()
            self._go.wait(60)

    def go_on(self) -> None:
        self.hold = ""
        self._go.set()


@contextmanager
def mail_server() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.go_on()
        server.shutdown()
