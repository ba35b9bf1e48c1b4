"""The same problem of several accounts is one finding that names them."""

from __future__ import annotations

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.findings import Finding, gathered, in_order
from brandcraft_desktop.domain.plan import Problem, Severity

ANN, BOB, CAT = (
    Account(name, "kiosk", name, name, name.title(), "", AccountState.CONNECTED)
    for name in ("ann", "bob", "cat")
)
LONG = Problem(Severity.ERROR, "Kiosk: 3 characters too long", "text")
ALT = Problem(Severity.WARNING, "Kiosk: “a.jpg” has no alt text.", "media:1")


def test_one_account_needs_no_name() -> None:
    (found,) = gathered("Kiosk", "kiosk", [(ANN, (LONG,))])
    assert (found.words, found.accounts, found.blocks) == (LONG.message, ("ann",), True)


def test_several_are_named_and_told_apart() -> None:
    found = gathered("Kiosk", "kiosk", [(ANN, (LONG, ALT)), (BOB, (LONG,)), (CAT, (LONG,))])
    assert [one.words for one in found] == [
        "Kiosk (@ann, @bob and @cat): 3 characters too long",
        "Kiosk (@ann): “a.jpg” has no alt text.",
    ]
    assert [one.problem for one in found] == [LONG, ALT]


def test_a_problem_that_names_its_account_is_left_alone() -> None:
    out = Problem(Severity.ERROR, "Kiosk: @bob is signed out.", "accounts")
    (found,) = gathered("Kiosk", "kiosk", [(ANN, ()), (BOB, (out,))])
    assert found.words == out.message


def test_errors_first_and_each_once() -> None:
    late = Finding(Problem(Severity.ERROR, "Too late.", "time"))
    mild = Finding(ALT, "kiosk", ("ann",))
    assert in_order([mild, late, mild]) == (late, mild)
