"""The outbox of an edition as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export

COLUMNS = (
    Column("message", _("Message"), "title"),
    Column("kind", _("Kind")),
    Column("to", _("To"), "recipient.name"),
    Column("written", _("Written"), "created_at"),
    Column("state", _("State")),
    Column("sent", _("Sent"), "sent_at"),
)


def outbox(*, addresses: bool) -> Export:
    """The server's words may name the address: both are for who may read it."""
    more = (
        (Column("email", _("E-mail address"), "recipient.email"), Column("error", _("Reason")))
        if addresses
        else (Column("error", _("Reason"), "fault"),)
    )
    return Export("outbox", _("Outbox"), COLUMNS + more, prepare=lambda notices: notices.select_related("recipient"))
