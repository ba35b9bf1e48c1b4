"""Problems in the words of a platform."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Fix, Problem, Severity
from brandcraft_desktop.domain.text.measure import counted
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten

VOICE = Voice("Kiosk")


def test_every_message_begins_with_the_platform() -> None:
    assert VOICE.error("no.", "title", Fix.SHORTEN) == Problem(
        Severity.ERROR, "Kiosk: no.", "title", Fix.SHORTEN
    )
    assert VOICE.warning("hm.") == Problem(Severity.WARNING, "Kiosk: hm.", "text")


def test_too_long_says_by_how_much() -> None:
    assert list(VOICE.length(counted(5, 5))) == []
    assert [one.message for one in VOICE.length(counted(6, 5))] == ["Kiosk: 1 character too long"]
    assert [one.message for one in VOICE.length(counted(7, 5, "bytes"), "the title")] == [
        "Kiosk: the title is 2 bytes too long"
    ]


def test_a_doubtful_length_is_a_warning_only_where_the_counts_differ() -> None:
    assert list(VOICE.doubt("👩👩", 4)) == []
    assert list(VOICE.doubt("👩👩👩👩👩", 4)) == []  # that is an error already
    (doubt,) = VOICE.doubt("👩👩👩", 4)
    assert doubt.severity is Severity.WARNING
    assert doubt.message == (
        "Kiosk: the text may be 2 characters too long: "
        "some emoji and styled letters may count double."
    )


def test_parts_have_names_and_their_own_mend() -> None:
    assert (part_name(0), part_name(3)) == ("", "part 3")
    assert (split_or_shorten(0), split_or_shorten(3)) == (Fix.SPLIT, Fix.SHORTEN)
