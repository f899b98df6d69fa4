"""Addresses of `accounts` below an edition."""

from accounts.accreditation.urls import urlpatterns as accreditation
from accounts.registration.urls import urlpatterns as registration

urlpatterns = [*accreditation, *registration]
