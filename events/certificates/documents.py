"""A certificate as a document. Its title names the session alone, since a title is told to whoever has the code."""

from django.utils.translation import gettext as _

from events.certificates.models import Certificate
from forum.kit import dates
from forum.outcomes.blocks import Block, Heading, Paragraph, sentence, text


def blocks(certificate: Certificate) -> list[Block]:
    session = certificate.session
    edition = session.edition
    issued = dates.day(edition.local(certificate.issued_at).date())
    return [
        Heading(str(certificate), level=1),
        Paragraph(text(dates.at(session.starts_at, session.timezone) if session.starts_at else edition.where)),
        Paragraph(
            sentence(
                _("%(person)s was present at the session %(reference)s of %(edition)s."),
                person=(certificate.user, ""),
                reference=(session.reference, session.get_absolute_url()),
                edition=(edition.short_title, edition.get_absolute_url()),
            )
        ),
        Paragraph(text(_("Issued on %(day)s.") % {"day": issued})),
    ]
