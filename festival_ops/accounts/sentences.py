"""What the sign-in library says to people, in our own sentences; it looks them up in our catalogue."""

from __future__ import annotations


def N_(sentence: str) -> str:  # noqa: N802 - the customary mark for a sentence that is translated later
    return sentence


_REFUSED = N_("The e-mail address or the password is not right, or there were too many attempts; try again later.")
_CODE = N_("This code is not right, or its half minute is over. Please enter the one that your app shows now.")

SENTENCES = {
    "GENERIC_AUTHN_FAILED": (_REFUSED, "error"),
    "USER_DOES_NOT_EXIST": (_REFUSED, "error"),
    "INVALID_PASSWORD": (_REFUSED, "error"),
    "INVALID_PASSWORD_CODE": (_REFUSED, "error"),
    "DISABLED_ACCOUNT": (_REFUSED, "error"),
    "EMAIL_NOT_PROVIDED": (N_("Please enter your e-mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (N_("This is not an e-mail address; it looks like name@example.org."), "error"),
    "PASSWORD_NOT_PROVIDED": (N_("Please enter your password."), "error"),
    "PASSWORD_INVALID_LENGTH": (N_("The password needs %(length)s letters or more."), "error"),
    "INVALID_REDIRECT": (
        N_("The address to go on to is not one of this office."),
        "error",
    ),
    "UNAUTHENTICATED": (N_("Please sign in first."), "info"),
    "LOGIN": (N_("Please sign in first."), "info"),
    "REFRESH": (N_("Please enter your password once more before you go on."), "info"),
    "REAUTHENTICATION_REQUIRED": (N_("Please enter your password once more before you go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (N_("Thank you; please go on."), "success"),
    "UNAUTHORIZED": (N_("Your role does not include this page."), "error"),
    "ANONYMOUS_USER_REQUIRED": (N_("You are signed in already."), "info"),
    "INVALID_CODE": (_CODE, "error"),
    "TWO_FACTOR_INVALID_TOKEN": (_CODE, "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (N_("Welcome."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (N_("From now on the sign-in asks for a code from your app."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (N_("Please sign in with your password first."), "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (N_("Please choose one of the list."), "error"),
    "TWO_FACTOR_DISABLED": (N_("The sign-in no longer asks for a code."), "success"),
    "TWO_FACTOR_SETUP_EXPIRED": (N_("This took longer than %(within)s; please start again."), "error"),
}
