"""Addresses of `pledges`."""

from django.urls import path

from pledges.commitments import views as commitments
from pledges.coverage import views as coverage
from pledges.partners import views as partners
from pledges.pledges import views as pledges
from pledges.progress import views as progress

urlpatterns = [
    path("pledges/", coverage.register, name="pledges"),
    path("pledges/new/", pledges.begin, name="pledge_new"),
    path("pledges/partners/<int:pk>/confirm/", partners.confirm, name="partner_confirm"),
    path("pledges/partners/<int:pk>/decline/", partners.decline, name="partner_decline"),
    path("pledges/partners/<int:pk>/leave/", partners.leave, name="partner_leave"),
    path("pledges/partners/<int:pk>/remove/", partners.remove, name="partner_remove"),
    path("pledges/updates/<int:pk>/verify/", progress.verify, name="update_verify"),
    path("pledges/updates/<int:pk>/attachment/", progress.attachment, name="update_attachment"),
    path("pledges/checks/<int:pk>/reply/", progress.reply, name="check_reply"),
    path("pledges/<int:pk>/", progress.unpublished, name="pledge_unpublished"),
    path("pledges/<int:pk>/edit/", pledges.edit, name="pledge_edit"),
    path("pledges/<int:pk>/submit/", pledges.submit, name="pledge_submit"),
    path("pledges/<int:pk>/amend/", pledges.amend, name="pledge_amend"),
    path("pledges/<int:pk>/withdraw/", pledges.withdraw, name="pledge_withdraw"),
    path("pledges/<int:pk>/invite/", partners.invite, name="pledge_invite"),
    path("pledges/<int:pk>/meet/", pledges.meet, name="pledge_meet"),
    path("pledges/<int:pk>/report/", progress.report, name="pledge_report"),
    path("pledges/<int:pk>/link/", commitments.link, name="pledge_link"),
    path("pledges/<int:pk>/unlink/", commitments.unlink, name="pledge_unlink"),
    path("pledges/<int:pk>/attachment/", pledges.attachment, name="pledge_attachment"),
    path("pledges/<slug:reference>.json", coverage.pledge_json, name="pledge_json"),
    path("pledges/<slug:reference>/", progress.pledge, name="pledge"),
]
