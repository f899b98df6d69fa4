"""The web server: of a local installation, and of each web process."""

import errno
import signal
import socket
from collections.abc import Callable

import uvicorn
from django.core.asgi import get_asgi_application
from django.core.management import CommandError


def bound_socket(host: str, port: int) -> socket.socket:
    """The address, taken before any work is done; a clear refusal when somebody else has it."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except (OSError, OverflowError) as error:
        taken.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is in use. Stop what uses it, or choose another: PORT={port + 1} make run"
            ) from None
        raise CommandError(f"Cannot listen on {host}, port {port}: {error}") from None
    return taken


class Server(uvicorn.Server):
    """Uvicorn that says when it answers, and that a signal ends without an error."""

    def __init__(self, on_ready: Callable[[], None] = lambda: None, patience: int = 2) -> None:
        super().__init__(
            uvicorn.Config(
                get_asgi_application(),
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                proxy_headers=False,  # proxies are counted in one place, by TRUSTED_PROXIES
                timeout_graceful_shutdown=patience,
            )
        )
        self.on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.on_ready()

    def serve_until_stopped(self, taken: socket.socket) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises the signal again after its own clean end
            signal.signal(name, lambda _number, _frame: None)
        self.run(sockets=[taken])
