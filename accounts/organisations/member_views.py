"""Members of an organisation: invited, asking, let in, changing roles, leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.organisations import membership
from accounts.organisations.exports import MEMBERS
from accounts.organisations.forms import AnswerForm, InviteForm, JoinForm, RoleForm
from accounts.organisations.models import Invitation, JoinRequest, Membership, Organisation
from accounts.organisations.permissions import nobody_acts
from forum.history.exports import noted
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, status_of
from forum.kit.exports import exported


@login_required
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponseBase:
    organisation = fetch(request.user, "see_members", Organisation.objects, slug=slug)
    listed = organisation.memberships.current()  # type: ignore[attr-defined]
    if file := exported(request, MEMBERS, listed, about=slug, record=noted(request, organisation)):
        return file
    return members_page(request, organisation)


def members_page(
    request: HttpRequest, organisation: Organisation, *, invite: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "members": [
            (each, RoleForm(initial={"role": each.role, "version": each.version}, auto_id=f"id_%s_{each.pk}"))
            for each in organisation.memberships.current().select_related("user")  # type: ignore[attr-defined]
        ],
        "former": organisation.memberships.exclude(ends=None).select_related("user"),
        "invitations": organisation.invitations.open(),  # type: ignore[attr-defined]
        "requests": organisation.join_requests.open().select_related("user"),  # type: ignore[attr-defined]
        "nobody_acts": nobody_acts(request.user, organisation),
        "acts": may(request.user, "invite", organisation),
        "form": invite or InviteForm(),
        "nav": "organisations",
    }
    return render(request, "accounts/organisations/members.html", context, status=status)


@login_required
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = fetch(request.user, "invite", Organisation.objects, slug=slug)
    form = InviteForm(request.POST)
    if not attempt(form, lambda: membership.invite(organisation, by=request.user, **form.cleaned_data)):
        return members_page(request, organisation, invite=form, status=status_of(form))
    messages.success(request, _("Invitation sent to %(email)s.") % form.cleaned_data)
    return redirect("organisation_members", organisation.slug)


@login_required
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For whom holds the address; anybody else learns nothing but that it is for another address."""
    found = Invitation.objects.select_related("organisation", "made_by").filter(token=token).first()
    mine = found if found is not None and may(request.user, "accept", found) else None
    context = {"invitation": mine, "nav": "organisations"}
    return render(request, "accounts/organisations/invitation.html", context, status=200 if mine else 404)


@login_required
@require_POST
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    found = fetch(request.user, "accept", Invitation.objects.select_related("organisation"), token=token)
    membership.accept(found, by=request.user)
    messages.success(request, _("You are now a member of %(organisation)s.") % {"organisation": found.organisation})
    return redirect(found.organisation)


@login_required
@require_POST
def invitation_cancel(request: HttpRequest, token: str) -> HttpResponse:
    found = fetch(request.user, "cancel", Invitation.objects.select_related("organisation"), token=token)
    membership.cancel(found, by=request.user)
    messages.success(request, _("Invitation taken back."))
    return redirect("organisation_members", found.organisation.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = fetch(request.user, "join", Organisation.objects, slug=slug)
    form = JoinForm(posted(request))
    if attempt(form, lambda: membership.join(organisation, by=request.user, words=form.cleaned_data["words"])):
        messages.success(request, _("Asked. You will be mailed the answer."))
        return redirect(organisation)
    context = {
        "form": form,
        "organisation": organisation,
        "nobody_acts": nobody_acts(request.user, organisation),
        "nav": "organisations",
    }
    return render(request, "accounts/organisations/join.html", context, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_request_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    asked = fetch(
        request.user,
        "answer",
        JoinRequest.objects.select_related("organisation", "user"),
        pk=pk,
        organisation__slug=slug,
    )
    form = AnswerForm(posted(request))
    if attempt(form, lambda: membership.answer(asked, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Answered. %(person)s is mailed.") % {"person": asked.user})
        if may(request.user, "see_members", asked.organisation):
            return redirect("organisation_members", asked.organisation.slug)
        return redirect(asked.organisation)
    context = {"form": form, "asked": asked, "organisation": asked.organisation, "nav": "organisations"}
    return render(request, "accounts/organisations/answer.html", context, status=status_of(form))


@login_required
@require_POST
def membership_change_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    held = fetch(
        request.user,
        "change_role",
        Membership.objects.select_related("organisation", "user"),
        pk=pk,
        organisation__slug=slug,
    )
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This role does not exist. Choose one of the list."))
    else:
        membership.change_role(held, by=request.user, **form.cleaned_data)
        messages.success(request, _("Role changed."))
    return redirect("organisation_members", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    held = fetch(
        request.user,
        "end",
        Membership.objects.select_related("organisation", "user"),
        pk=pk,
        organisation__slug=slug,
    )
    if request.method == "POST":
        membership.end(held, by=request.user)
        messages.success(request, _("The membership has ended."))
        if held.user_id == request.user.pk:
            return redirect(held.organisation)
        return redirect("organisation_members", slug)
    context = {"membership": held, "organisation": held.organisation, "nav": "organisations"}
    return render(request, "accounts/organisations/end.html", context)
