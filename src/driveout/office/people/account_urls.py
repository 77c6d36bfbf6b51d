"""Addresses of signing in: allauth's names, which it looks itself up by, and our own words."""

from allauth.account import views as account
from django.urls import path

from driveout.office.people import own_views as own
from driveout.office.people import second_views

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ind/adgangsnoegle/", own.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("log-ind/kode/", second_views.sign_in_code, name="account_second_factor"),
    path("log-ud/", account.logout, name="account_logout"),
    path("min-adgang/adgangskode/", own.ChangePassword.as_view(), name="account_change_password"),
    path("min-adgang/bekraeft/", own.Again.as_view(), name="account_reauthenticate"),
    path("min-adgang/bekraeft-med-noegle/", own.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("min-adgang/adgangsnoegle/", own.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("min-adgang/adgangsnoegle/<int:pk>/fjern/", own.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
