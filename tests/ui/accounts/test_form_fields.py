"""The connect form's own kinds of fields: servers that are offered, boxes to tick, choices."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.platform import Choice, SignIn, SignInField, SignInKind
from brandcraft_desktop.ui.accounts.form import ConnectForm

SIGN_IN = SignIn(
    SignInKind.BROWSER,
    (
        SignInField(
            "server", "Server", suggestions=("mastodon.social", "mastodon.online", "fosstodon.org")
        ),
        SignInField("company", "Company pages too", required=False, flag=True),
    ),
    "Sign in on your server.",
)


def form(bot: QtBot) -> ConnectForm:
    def hints(answers: object) -> dict[str, str]:
        known = isinstance(answers, dict) and "." in answers.get("server", ".")
        return {} if known else {"server": "A server looks like mastodon.social."}

    made = ConnectForm(SIGN_IN, hints)
    bot.addWidget(made)
    made.show()
    return made


def test_well_known_servers_are_offered_wherever_the_letters_stand(qtbot: QtBot) -> None:
    made = form(qtbot)
    completer = made.line("server").completer()
    assert completer is not None
    completer.setCompletionPrefix("TODON")
    model = completer.completionModel()
    offered = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert sorted(offered) == ["fosstodon.org", "mastodon.online", "mastodon.social"]
    qtbot.keyClicks(made.line("server"), "mastodon")
    made.line("server").editingFinished.emit()
    assert made.note("server") == "A server looks like mastodon.social."
    qtbot.keyClicks(made.line("server"), ".social")
    assert made.note("server") == ""


def test_a_box_answers_true_or_not_at_all(qtbot: QtBot) -> None:
    made = form(qtbot)
    assert made.answers() == {}
    made.box("company").click()
    assert made.answers() == {"company": "true"}
    made.box("company").click()
    assert made.answers() == {}


DOORS = SignIn(
    SignInKind.BROWSER,
    (
        SignInField(
            "door",
            "Sign in through",
            help="Both lead in.",
            choices=(Choice("front", "The front door"), Choice("back", "The back door")),
        ),
    ),
    "There are two doors.",
)


def test_one_of_several_is_chosen_and_the_first_stands_there(qtbot: QtBot) -> None:
    made = ConnectForm(DOORS, lambda answers: {})
    qtbot.addWidget(made)
    made.show()
    assert made.answers() == {"door": "front"}
    assert made.missing() == ""
    choice = made.choice("door")
    assert (choice.accessibleName(), made.note("door")) == ("Sign in through", "Both lead in.")
    with qtbot.waitSignal(made.edited):
        choice.setCurrentIndex(1)
    assert made.answers() == {"door": "back"}
    made.prefill({"door": "front"})
    assert made.answers() == {"door": "front"}
    made.prefill({"door": "nowhere"})
    assert made.answers() == {"door": "front"}
