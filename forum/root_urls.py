"""Addresses of the frame."""

from django.urls import include, path

from forum import style, views
from forum.demo import views as demo
from forum.desk import views as desk
from forum.drafts import views as drafts
from forum.editions import managing
from forum.editions import views as editions
from forum.home import views as home
from forum.jobs import views as jobs
from forum.notifications import views as notifications
from forum.outcomes import views as outcomes
from forum.search import views as search
from forum.taxonomy import views as taxonomy
from forum.undo import views as undo

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/elsewhere/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("about/", home.text_page, {"name": "about"}, name="about"),
    path("open-data/", home.text_page, {"name": "open_data"}, name="open_data"),
    path("accessibility/", home.text_page, {"name": "accessibility"}, name="accessibility"),
    path("data-protection/", home.text_page, {"name": "data_protection"}, name="data_protection"),
    path("search/", search.search, name="search"),
    path("style/", style.style, name="style"),
    path("take-part/", home.take_part_list, name="take_part_list"),
    path("take-part/<slug:code>/", home.take_part, name="take_part"),
    path("editions/", editions.edition_list, name="editions"),
    path("editions/new/", managing.edition_new, name="edition_new"),
    path("lists/", taxonomy.reference_lists, name="reference_lists"),
    path("lists/<slug:kind>/", taxonomy.reference_list, name="reference_list"),
    path("lists/<slug:kind>/<slug:code>/edit/", taxonomy.reference_edit, name="reference_edit"),
    path("objectives/<int:number>/", taxonomy.objective, name="objective"),
    path("desk/", desk.desk, name="desk"),
    path("desk/done/", desk.done, name="desk_done"),
    path("desk/notices/read/", notifications.notices_read, name="notices_read"),
    path("desk/notices/<int:pk>/open/", notifications.notice_open, name="notice_open"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/retry/", jobs.job_retry, name="job_retry"),
    path("jobs/<int:pk>/stop/", jobs.job_stop, name="job_stop"),
    path("jobs/<int:pk>/progress.json", jobs.job_progress, name="job_progress"),
    path("drafts/keep/", drafts.draft_keep, name="draft_keep"),
    path("drafts/forget/", drafts.draft_forget, name="draft_forget"),
    path("undo/<int:pk>/", undo.undo, name="undo"),
    path("verify/", outcomes.verify, name="verify"),
    path("documents/<str:code>/", outcomes.document, name="document"),
    path("documents/files/<int:pk>/", outcomes.document_file, name="document_file"),
    path("documents/<int:pk>/render/", outcomes.document_render, name="document_render"),
    path("demo/mail/", demo.mail_list, name="demo_mail_list"),
    path("demo/mail/<int:pk>/", demo.mail, name="demo_mail"),
]
