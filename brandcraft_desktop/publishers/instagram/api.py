"""Calls of Instagram's API in the name of one account, through its door.

Source: Instagram Platform, content publishing (v26.0). The token travels in a header, which both
hosts take; what a call changes goes as a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Judge, Request
from brandcraft_desktop.publishers.instagram import errors, tokens
from brandcraft_desktop.publishers.instagram.doors import Door
from brandcraft_desktop.publishers.json_value import JsonObject

BUCKET = "instagram"
WRITE_SECONDS = 60.0  # pictures are fetched from their address before it answers


@dataclass(frozen=True)
class Api:
    """One account's way to Instagram; every method raises `errors.PublishingError`.

    A path begins with the id of what it is about.
    """

    account: AccountSession
    door: Door

    @property
    def me(self) -> str:
        """The path of the account itself."""
        return f"/{self.account.identity.remote_id}"

    def get(self, path: str, **query: str) -> JsonObject:
        """Something that only reads."""
        return tokens.with_token(
            self.account,
            lambda token: self.account.http.send(
                Request(
                    "GET",
                    self._url(path),
                    query=tuple(query.items()),
                    bearer=token,
                    bucket=BUCKET,
                    judge=self._judge(),
                )
            ),
        ).json

    def post(self, path: str, form: Mapping[str, str], judge: Judge | None = None) -> JsonObject:
        """A write that may be repeated: nobody sees it."""
        judged = judge or self._judge()
        return tokens.with_token(
            self.account,
            lambda token: self.account.http.send(self._writing(path, form, token, judged)),
        ).json

    def commit(self, path: str, form: Mapping[str, str], guard: Guard) -> JsonObject:
        """The irreversible call."""
        return tokens.with_token(
            self.account,
            lambda token: self.account.http.commit(
                self._writing(path, form, token, self._judge()), guard
            ),
        ).json

    def delete(self, path: str, judge: Judge) -> None:
        """Take something away."""
        tokens.with_token(
            self.account,
            lambda token: self.account.http.send(
                Request("DELETE", self._url(path), bearer=token, bucket=BUCKET, judge=judge)
            ),
        )

    def _writing(self, path: str, form: Mapping[str, str], token: str, judge: Judge) -> Request:
        return Request(
            "POST",
            self._url(path),
            form=tuple(form.items()),
            bearer=token,
            bucket=BUCKET,
            judge=judge,
            seconds=WRITE_SECONDS,
        )

    def _url(self, path: str) -> str:
        return f"{self.door.base(self.account.settings)}{path}"

    def _judge(self) -> Judge:
        return errors.judge(self.account.clock)


def of(account: AccountSession) -> Api:
    """With the account's own token, through the door it was connected by."""
    return Api(account, tokens.door(account))
