"""Addresses. Those of the product come first; an edition's slug stands at the root after them."""

from django.urls import include, path

urlpatterns = [
    path("", include("forum.root_urls")),
    path("", include("accounts.urls")),
    path("", include("events.urls")),
    path("", include("pledges.urls")),
    path("<slug:edition>/", include("forum.edition_urls")),
    path("<slug:edition>/", include("accounts.edition_urls")),
    path("<slug:edition>/", include("events.edition_urls")),
    path("<slug:edition>/", include("pledges.edition_urls")),
]
handler403 = "forum.views.forbidden"
handler404 = "forum.views.not_found"
handler500 = "forum.views.broken"
handler429 = "forum.views.too_many"  # named by allauth's limits
