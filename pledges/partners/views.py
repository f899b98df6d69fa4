"""Partners: named by the pledging organisation, answering for themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.kit.access import fetch
from forum.kit.answers import attempt, posted, posted_version, status_of
from forum.kit.refusals import Refused
from pledges.partners import actions
from pledges.partners.forms import PartnerForm
from pledges.partners.models import Partner
from pledges.pledges.models import Pledge
from pledges.pledges.short_forms import ReasonForm
from pledges.pledges.views import pledge_page, refuse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = fetch(request.user, "invite", Pledge.objects.select_related("edition__series", "organisation"), pk=pk)
    form = PartnerForm(posted(request))
    if attempt(form, lambda: actions.invite(pledge, form.cleaned_data["partner"], by=request.user)):
        words = {"name": form.cleaned_data["partner"]}
        messages.success(request, _("%(name)s is invited and was mailed. It answers for itself.") % words)
        return redirect(pledge)
    return render(request, "pledges/partners/invite.html", pledge_page(pledge, form=form), status=status_of(form))


def one(request: HttpRequest, verb: str, pk: int) -> Partner:
    partners = Partner.objects.select_related("pledge__edition__series", "pledge__organisation", "organisation")
    return fetch(request.user, verb, partners, pk=pk)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    partner = one(request, "remove", pk)
    actions.remove(partner, by=request.user)
    messages.success(request, _("%(name)s is no longer named.") % {"name": partner})
    return redirect(partner.pledge)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    partner = one(request, "confirm", pk)
    actions.confirm(partner, by=request.user, version=posted_version(request))
    messages.success(request, _("Confirmed. %(name)s stands behind this pledge.") % {"name": partner})
    return redirect(partner.pledge)


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    partner = one(request, "decline", pk)
    actions.decline(partner, by=request.user, version=posted_version(request))
    messages.success(request, _("Declined. The pledging organisation was mailed."))
    return redirect("/desk/")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    partner = one(request, "leave", pk)
    form = ReasonForm(request.POST or None, initial={"version": partner.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.leave(partner, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("You left this pledge. The pledging organisation was mailed your reason."))
                return redirect(partner.pledge if partner.pledge.reference else "/desk/")
    page = pledge_page(partner.pledge, form=form, partner=partner)
    return render(request, "pledges/partners/leave.html", page, status=status)
