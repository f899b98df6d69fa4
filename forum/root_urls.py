"""Addresses of the frame."""

from django.urls import include, path

from forum import style, views
from forum.editions import views as editions
from forum.jobs import views as jobs
from forum.outcomes import views as outcomes

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("editions/", editions.edition_list, name="editions"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress.json", jobs.job_progress, name="job_progress"),
    path("verify/", outcomes.verify, name="verify"),
    path("style/", style.style, name="style"),
]
