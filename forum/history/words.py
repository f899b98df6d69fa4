"""Acts and objects in words. An act without words of its own is shown by its verb."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VERBS = {
    "accept": gettext_lazy("Accepted"),
    "account_connected": gettext_lazy("Sign-in elsewhere added"),
    "account_disconnected": gettext_lazy("Sign-in elsewhere removed"),
    "accredit": gettext_lazy("Accredited"),
    "add": gettext_lazy("Added"),
    "agree": gettext_lazy("Agreed"),
    "amend": gettext_lazy("Changed after it was published"),
    "announce": gettext_lazy("Announced"),
    "approve": gettext_lazy("Approved"),
    "archive": gettext_lazy("Archived"),
    "ask_changes": gettext_lazy("Changes asked for"),
    "build": gettext_lazy("Made"),
    "cancel": gettext_lazy("Cancelled"),
    "clone": gettext_lazy("Copied"),
    "close": gettext_lazy("Closed"),
    "confirm": gettext_lazy("Confirmed"),
    "create": gettext_lazy("Begun"),
    "decline": gettext_lazy("Declined"),
    "edit": gettext_lazy("Edited"),
    "email_changed": gettext_lazy("Address changed"),
    "email_confirm": gettext_lazy("Address confirmed"),
    "email_deleted": gettext_lazy("Address removed"),
    "end_role": gettext_lazy("Role ended"),
    "end_session": gettext_lazy("Session ended"),
    "export": gettext_lazy("Taken as a file"),
    "freeze": gettext_lazy("Frozen"),
    "grant": gettext_lazy("Role given"),
    "hold": gettext_lazy("Held"),
    "imported": gettext_lazy("Imported"),
    "invite": gettext_lazy("Invited"),
    "join": gettext_lazy("Joined"),
    "leave": gettext_lazy("Left"),
    "meet": gettext_lazy("Met"),
    "merge": gettext_lazy("Merged"),
    "move": gettext_lazy("Moved"),
    "offer": gettext_lazy("Offered"),
    "open_registration": gettext_lazy("Registration opened"),
    "password_changed": gettext_lazy("Password changed"),
    "password_reset": gettext_lazy("Password chosen anew"),
    "password_set": gettext_lazy("Password set"),
    "pre_confirm": gettext_lazy("Pre-confirmed"),
    "publish": gettext_lazy("Published"),
    "purge": gettext_lazy("Values erased"),
    "raise_places": gettext_lazy("Places raised"),
    "read": gettext_lazy("Read"),
    "recovery_codes_generated": gettext_lazy("Recovery codes made"),
    "register": gettext_lazy("Registered"),
    "remove": gettext_lazy("Removed"),
    "reply": gettext_lazy("Replied"),
    "report": gettext_lazy("Reported"),
    "reschedule": gettext_lazy("Moved in the programme"),
    "reserve": gettext_lazy("Put on the reserve list"),
    "retry": gettext_lazy("Sent again"),
    "retry_mail": gettext_lazy("All that was not delivered sent again"),
    "review": gettext_lazy("Taken under review"),
    "schedule": gettext_lazy("Scheduled"),
    "score": gettext_lazy("Scored"),
    "select": gettext_lazy("Selected"),
    "set_access": gettext_lazy("Entry rules set"),
    "set_category": gettext_lazy("Category set"),
    "start": gettext_lazy("Started"),
    "submit": gettext_lazy("Submitted"),
    "suspend": gettext_lazy("Suspended"),
    "totp_activated": gettext_lazy("App with codes set up"),
    "totp_deactivated": gettext_lazy("App with codes removed"),
    "undo": gettext_lazy("Undone"),
    "translate": gettext_lazy("Translated"),
    "update": gettext_lazy("Update given"),
    "verify": gettext_lazy("Verified"),
    "wait": gettext_lazy("Put on the waiting list"),
    "webauthn_added": gettext_lazy("Passkey added"),
    "webauthn_removed": gettext_lazy("Passkey removed"),
    "withdraw": gettext_lazy("Withdrawn"),
    "write": gettext_lazy("Written"),
}


def verb_words(verb: str) -> str:
    return str(VERBS[verb]) if verb in VERBS else capfirst(verb.replace("_", " "))


def object_words(label: str) -> str:
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return _("Something that is no longer kept")
