"""The outbox of an edition as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export

OUTBOX = Export(
    "outbox",
    _("Outbox"),
    (
        Column("message", _("Message"), "title"),
        Column("kind", _("Kind")),
        Column("to", _("To"), "recipient.name"),
        Column("email", _("E-mail address"), "recipient.email"),
        Column("written", _("Written"), "created_at"),
        Column("state", _("State")),
        Column("sent", _("Sent"), "sent_at"),
        Column("error", _("Reason")),
    ),
    prepare=lambda notices: notices.select_related("recipient"),
)
