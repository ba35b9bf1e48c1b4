"""The body of a post, built from a plan. Pure.

Source: CreatePostsRequest of openapi 2.167, which takes no other fields than its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.publishers.x.options import Options

Body = dict[str, object]


def post_body(text: str, files: Sequence[str], parent: str, options: Options) -> Body:
    """One post. `files` are the ids of uploads, `parent` the post it follows in a thread.

    Who may reply, a community and a poll belong to the first post; what a post discloses to all.
    """
    body: Body = {"text": text}
    if files:
        body["media"] = {"media_ids": list(files)}
    if options.made_with_ai:
        body["made_with_ai"] = True
    if options.paid_partnership:
        body["paid_partnership"] = True
    if parent:
        body["reply"] = {"in_reply_to_tweet_id": parent}
        return body
    if options.replies != "everyone":
        body["reply_settings"] = options.replies
    if options.community:
        body["community_id"] = options.community
    if options.poll and not files:
        body["poll"] = {"options": list(options.poll), "duration_minutes": options.minutes}
    return body
