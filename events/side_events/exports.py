"""The public list of side events as a file: the columns of the programme."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from events.programme.exports import PROGRAMME

SIDE_EVENTS = replace(PROGRAMME, name="side-events", title=_("Side events"))
