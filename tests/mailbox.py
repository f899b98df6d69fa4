"""Mail servers of the tests: one that takes everything and one that is away; and a duty that cannot be told."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

taken: list[EmailMessage] = []


class Working(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        taken.extend(email_messages)
        return len(email_messages)


class Failing(BaseEmailBackend):
    """Takes the message, then breaks before it says so: the worst case."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        taken.extend(email_messages)
        raise ConnectionError("the server is away")


def broken_duty(milestone: Any) -> None:
    raise ValueError("this duty cannot be told")
