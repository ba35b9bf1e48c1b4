"""Pages and who may do what there.

Sources: Organization Access Control API, Organization Lookup API (learn.microsoft.com, view
li-lms-2026-05, by excerpts).
"""

from __future__ import annotations

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal
from brandcraft_desktop.practice.platforms.linkedin.service import Asked, Call, whole_query
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.values import Json

_ROLES = "ADMINISTRATOR|CONTENT_ADMIN|ANALYST|CURATOR|DIRECT_SPONSORED_CONTENT_POSTER"


def roles(state: State, asked: Asked) -> Answer:
    """The caller's own roles."""
    whole_query(
        asked.request,
        {
            "q": "roleAssignee",
            "role": _ROLES,
            "state": "APPROVED|REQUESTED|REJECTED|REVOKED",
            "count": r"100|[1-9][0-9]?",
            "start": r"[0-9]{1,6}",
        },
    )
    asked.needs("rw_organization_admin", "organizationAcls.FINDER-roleAssignee")
    wanted = (asked.request.parameter("role"), asked.request.parameter("state"))
    elements: list[Json] = [
        {"organization": page, "role": role, "roleAssignee": asked.me.urn, "state": status}
        for page, role, status in state.store.roles(asked.me.sub)
        if wanted[0] in ("", role) and wanted[1] in ("", status)
    ]
    return json_answer(
        {"elements": elements, "paging": {"start": 0, "count": 10, "links": [], "total": 0}}
    )


def lookup(state: State, asked: Asked) -> Answer:
    """One page."""
    asked.needs("rw_organization_admin", "organizations.GET")
    page = next((one for one in state.store.pages() if str(one.number) == asked.key), None)
    if page is None:
        raise Refusal(404, "RESOURCE_NOT_FOUND", f"Organization {asked.key} is not known")
    return json_answer(
        {
            "id": page.number,
            "localizedName": page.name,
            "vanityName": page.vanity,
            "logoV2": {"original": f"urn:li:digitalmediaAsset:logo{page.number}"},
        }
    )


PAGE_CALLS = (
    Call("GET", "organizationAcls", roles, finder="roleAssignee"),
    Call("GET", "organizations", lookup, keyed=True),
)
