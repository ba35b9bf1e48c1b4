"""What each of TikTok's error codes means for us, as tables.

Sources: developers.tiktok.com, "API v2 error handling", "Direct Post", "Photo Post", "Upload",
"Get Post Status" (fail reasons), "Media Transfer Guide" and "OAuth" (2026-05-01).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)

A_MINUTE = timedelta(minutes=1)
A_WHILE = timedelta(hours=3)  # what is counted over a day runs free little by little

_AGAIN = "Brandcraft tries again by itself."
_EDIT = "Edit the post and try again."
_RECONNECT = "Reconnect the account."
_VIDEO = "Save the video anew as MP4 (H.264 and AAC) and try again."


@dataclass(frozen=True)
class Meaning:
    """One row; an empty cause takes TikTok's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None
    wait: timedelta | None = None

    def make(self, said: str, raw: str) -> PublishingError:
        """The error; `said` is TikTok's own sentence."""
        return self.error(
            self.title,
            self.cause or said,
            self.action,
            kind=self.kind,
            retry_after=self.wait,
            raw=raw,
        )


_INVALID = Meaning(ContentRefused, "TikTok refused this.", "", _EDIT)
_NO_SCOPE = Meaning(
    PermissionMissing,
    "TikTok does not allow this.",
    "The sign-in lacks a permission.",
    "Reconnect the account and allow everything.",
)
_TOO_MANY = Meaning(
    RateLimited,
    "TikTok takes no more posts of this account for now.",
    "An account may post about 15 times a day through apps.",
    _AGAIN,
    wait=A_WHILE,
)
_BANNED = Meaning(
    OwnerNeeded,
    "TikTok has barred this account from posting.",
    "TikTok says that it broke its rules.",
    "Open TikTok's app and look at the account's status there.",
    ErrorKind.INVALID_CONTENT,
)
_SPAM_TEXT = Meaning(
    ContentRefused, "TikTok takes the words of this post for spam.", "It does not say why.", _EDIT
)
SPAM = Meaning(ContentRefused, "TikTok takes this post for spam.", "It does not say why.", _EDIT)
PRIVACY_AGAIN = Meaning(
    ContentRefused,
    "Choose privacy again.",
    "TikTok no longer lets this account choose what was chosen.",
    "Refresh the account, choose who can see the post, then try again.",
)

CODES: Mapping[str, Meaning] = {
    "invalid_param": _INVALID,
    "invalid_params": _INVALID,
    "access_token_invalid": Meaning(
        SignInExpired,
        "TikTok no longer accepts the sign-in.",
        "It has run out, or was taken back there.",
        _RECONNECT,
    ),
    "scope_not_authorized": _NO_SCOPE,
    "scope_permission_missed": _NO_SCOPE,
    "rate_limit_exceeded": Meaning(
        RateLimited,
        "TikTok wants us to slow down.",
        "Too many requests were made within a minute.",
        _AGAIN,
        wait=A_MINUTE,
    ),
    "spam_risk_too_many_posts": _TOO_MANY,
    "spam_risk_user_banned_from_posting": _BANNED,
    "spam_risk_too_many_pending_share": Meaning(
        RateLimited,
        "Too many drafts wait in this account's TikTok inbox.",
        "TikTok takes 5 in 24 hours.",
        "Finish or delete some of them in TikTok's app; Brandcraft tries again by itself.",
        wait=A_WHILE,
    ),
    "reached_active_user_cap": Meaning(
        RateLimited,
        "Your TikTok app has posted for too many accounts today.",
        "An app that TikTok has not audited may post for 5 accounts in 24 hours.",
        _AGAIN,
        wait=A_WHILE,
    ),
    "unaudited_client_can_only_post_to_private_accounts": Meaning(
        PermissionMissing,
        "TikTok lets your app post to private accounts only.",
        "TikTok has not audited the app.",
        "Make the account private in TikTok's app and choose “Only me”, or send the post to "
        "your inbox.",
    ),
    "url_ownership_unverified": Meaning(
        PermissionMissing,
        "TikTok does not fetch photos from this address.",
        "Its domain is not verified for your TikTok app.",
        "Verify your media domain under “URL properties” in TikTok's developer portal.",
    ),
    "privacy_level_option_mismatch": PRIVACY_AGAIN,
    "app_version_check_failed": Meaning(
        OwnerNeeded,
        "TikTok's app on your phone is too old.",
        "Posts to the inbox need version 31.8 or newer.",
        "Update TikTok's app, then try again.",
    ),
    "invalid_publish_id": Meaning(
        MediaGone,
        "TikTok no longer knows this upload.",
        "It forgets an upload that was not finished.",
        _AGAIN,
        ErrorKind.MEDIA_PROCESSING,
    ),
    "token_not_authorized_for_specified_publish_id": Meaning(
        PermissionMissing,
        "TikTok does not tell how this post stands.",
        "It was begun with another sign-in.",
        _RECONNECT,
    ),
    "publish_not_cancellable": Meaning(
        NotSent,
        "TikTok does not cancel this post any more.",
        "It is processed already.",
        _AGAIN,
    ),
}
"""What `error.code` of an answer means."""

FAIL_REASONS: Mapping[str, Meaning] = {
    "file_format_check_failed": Meaning(
        ContentRefused, "TikTok can't use this file.", "Its format is not supported.", _VIDEO
    ),
    "duration_check_failed": Meaning(
        ContentRefused,
        "TikTok refused the video.",
        "It is too long for this account, or too short.",
        "Trim it and try again.",
    ),
    "frame_rate_check_failed": Meaning(
        ContentRefused,
        "TikTok refused the video.",
        "It takes 23 to 60 pictures a second.",
        _VIDEO,
    ),
    "picture_size_check_failed": Meaning(
        ContentRefused,
        "TikTok refused the size of this.",
        "Each side must have 360 to 4,096 pixels; photos may be 1080p at most.",
        "Add it in another size and try again.",
    ),
    "internal": Meaning(
        NotSent, "TikTok could not process this.", "It had trouble of its own.", _AGAIN
    ),
    "video_pull_failed": Meaning(
        MediaGone, "TikTok could not fetch the video.", "Its address did not answer.", _AGAIN
    ),
    "photo_pull_failed": Meaning(
        MediaGone, "TikTok could not fetch the photos.", "An address did not answer.", _AGAIN
    ),
    "publish_cancelled": Meaning(
        OwnerNeeded,
        "The post was cancelled on TikTok.",
        "It was not published.",
        "Try again if it shall be published.",
    ),
    "auth_removed": Meaning(
        SignInRevoked,
        "TikTok no longer accepts the sign-in.",
        "Access was taken back while the post was processed.",
        _RECONNECT,
    ),
    "spam_risk_too_many_posts": _TOO_MANY,
    "spam_risk_user_banned_from_posting": _BANNED,
    "spam_risk_text": _SPAM_TEXT,
    "spam_risk": SPAM,
}
"""What `fail_reason` of a post that failed means."""

_KEYS = Meaning(
    AppKeysRefused,
    "TikTok does not accept the keys of your app.",
    "The client key or the client secret is wrong, or the app was removed there.",
    "Check them in TikTok's developer portal and set them again.",
)
_TROUBLE = Meaning(NotSent, "TikTok has trouble right now.", "", "Try again in a moment.")

OAUTH: Mapping[str, Meaning] = {
    "access_denied": Meaning(
        OwnerNeeded,
        "The sign-in was not allowed on TikTok.",
        "“Cancel” was chosen there.",
        "Sign in again and choose “Continue”.",
    ),
    "invalid_grant": Meaning(
        SignInRevoked,
        "TikTok no longer accepts the sign-in.",
        "It has run out, or was taken back there.",
        _RECONNECT,
    ),
    "invalid_client": _KEYS,
    "unauthorized_client": _KEYS,
    "invalid_scope": Meaning(
        OwnerNeeded,
        "Your TikTok app may not ask for all that is needed.",
        "A permission is not among the app's scopes.",
        "Add the scopes of the guide to the app in TikTok's developer portal, then sign in again.",
    ),
    "invalid_request": Meaning(
        OwnerNeeded,
        "TikTok refused the sign-in.",
        "",
        "Check the redirect address of your app in TikTok's developer portal, then sign in again.",
    ),
    "server_error": _TROUBLE,
    "temporarily_unavailable": _TROUBLE,
}
"""What `error` of the token endpoint means; its answers are flat."""

UPLOAD_GONE = Meaning(
    MediaGone,
    "TikTok no longer takes the rest of this upload.",
    "An upload has to end within an hour.",
    "Brandcraft begins it anew by itself.",
    ErrorKind.MEDIA_PROCESSING,
)
UPLOAD_UNCLEAR = Meaning(
    NotSent, "TikTok did not take a part of the video.", "It wants another part first.", _AGAIN
)
