"""Photos of Unsplash as ordinary media; its key as every other secret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.credit import read, words
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.photos import (
    KeyMissing,
    KeyRefused,
    LimitReached,
    Photo,
    PhotoGone,
    PhotoTrouble,
    PhotoUnreached,
)
from brandcraft_desktop.errors import BadInput, OutOfReach, VaultLocked
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import media, sealed_settings, unsplash, unsplash_network, vault
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import LOCKED, MemoryStore
from tests.integrations.unsplash_stand import KEY, UnsplashStand
from tests.secrecy.hunting import hunt_files, hunted
from tests.services.photos_desk import keyed, keyring, stand, workspace

__all__ = ["keyed", "keyring", "stand", "workspace"]
OTHER = "another-Access-Key-9876543210"


def offered(workspace: Workspace, place: int = 1) -> Photo:
    return unsplash.search(workspace, "boat").photos[place]


# The key


def test_without_a_key_nothing_is_asked(workspace: Workspace, stand: UnsplashStand) -> None:
    assert not unsplash.key_state(workspace).there
    with pytest.raises(KeyMissing) as caught:
        unsplash.search(workspace, "boat")
    assert caught.value.exit_code == 4
    assert stand.asked == []


def test_a_key_is_sealed_and_lies_open_nowhere(
    workspace: Workspace, stand: UnsplashStand, keyring: MemoryStore
) -> None:
    unsplash.set_key(workspace, f"  {KEY}\n")
    assert unsplash.key_state(workspace).source == "vault"
    assert unsplash.search(workspace, "boat").total == 70
    assert keyring.writes == 1
    assert hunt_files(workspace.home.root, [hunted("key", KEY)]) == []
    assert not any(KEY in asked for asked in stand.asked)


def test_a_refused_key_leaves_the_old_one(keyed: Workspace) -> None:
    with pytest.raises(KeyRefused):
        unsplash.set_key(keyed, OTHER)
    assert unsplash.search(keyed, "boat").total == 70


@pytest.mark.parametrize("typed", ["", "short", "has spaces in it 0123456789", "é" * 30, "a" * 200])
def test_what_is_no_key_is_refused_unseen(
    workspace: Workspace, stand: UnsplashStand, typed: str
) -> None:
    with pytest.raises(BadInput) as caught:
        unsplash.set_key(workspace, typed)
    assert not typed or typed not in caught.value.message
    assert stand.asked == []


def test_a_key_that_cannot_be_tried_out_is_kept_with_its_doubt(
    workspace: Workspace, stand: UnsplashStand
) -> None:
    stand.used = stand.limit
    assert "limit reached" in unsplash.set_key(workspace, KEY).doubt
    stand.used = 0
    assert unsplash.search(workspace, "boat").total == 70


def test_a_key_can_be_forgotten(keyed: Workspace) -> None:
    assert unsplash.forget_key(keyed)
    assert not unsplash.forget_key(keyed)
    with pytest.raises(KeyMissing):
        unsplash.search(keyed, "boat")


def test_scripts_may_bring_a_key_in_the_environment(
    workspace: Workspace, stand: UnsplashStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(unsplash.KEY_VARIABLE, KEY)
    assert unsplash.key_state(workspace).source == "environment"
    assert unsplash.search(workspace, "boat").total == 70
    monkeypatch.setenv(unsplash.KEY_VARIABLE, "not a key")
    with pytest.raises(BadInput):
        unsplash.search(workspace, "boat")


def test_a_locked_keyring_says_so(keyed: Workspace, keyring: MemoryStore) -> None:
    keyed.vault.forget()
    keyring.trouble = LOCKED
    with pytest.raises(VaultLocked):
        unsplash.search(keyed, "boat")


def test_starting_over_forgets_the_key_too(keyed: Workspace) -> None:
    vault.start_over(keyed)
    assert not unsplash.key_state(keyed).there
    unsplash.set_key(keyed, KEY)
    assert unsplash.search(keyed, "boat").total == 70


def test_a_sealed_key_keeps_the_vault_from_making_another(
    keyed: Workspace, keyring: MemoryStore
) -> None:
    """As with a sealed token: a new key of the vault would lose what the old one sealed."""
    keyed.database.write(lambda connection: connection.execute(tables.vault_keys.delete()))
    keyed.vault.forget()
    with pytest.raises(VaultLocked):
        unsplash.set_key(keyed, KEY)


def test_sealed_settings_are_each_their_own(workspace: Workspace) -> None:
    sealed_settings.put(workspace, "one", "first")
    sealed_settings.put(workspace, "two", "second")
    sealed_settings.put(workspace, "one", "third")
    assert (sealed_settings.read(workspace, "one"), sealed_settings.read(workspace, "two")) == (
        "third",
        "second",
    )
    assert sealed_settings.read(workspace, "none") == ""


# Photos


def test_words_are_needed_and_pages_begin_at_one(keyed: Workspace) -> None:
    for query, page in (("  ", 1), ("boat", 0)):
        with pytest.raises(BadInput):
            unsplash.search(keyed, query, page)
    with pytest.raises(BadInput):
        unsplash.photo(keyed, "../photos")


def test_a_used_photo_is_ordinary_media_with_its_credit(
    keyed: Workspace, stand: UnsplashStand
) -> None:
    photo = offered(keyed)
    view = unsplash.use(keyed, photo)
    assert stand.downloads == {photo.id: 1}
    assert view.name == "Red bicycle at a wall (Tomás Ferreira).jpg"
    assert view.alt == "Red bicycle at a wall"
    assert read(view.credit) == photo.credit
    assert words([photo.credit]) == "Photo by Tomás Ferreira on Unsplash"
    ready = media.process(keyed, view.id)
    assert ready.state is MediaState.PROCESSED
    assert ready.facts is not None
    assert (ready.facts.mime, ready.facts.width, ready.facts.height) == ("image/jpeg", 800, 1200)
    assert read(media.show(keyed, view.id).credit) == photo.credit


def test_the_same_photo_is_not_fetched_twice_but_each_use_is_told(
    keyed: Workspace, stand: UnsplashStand
) -> None:
    photo = offered(keyed)
    one = unsplash.use(keyed, photo)
    media.process(keyed, one.id)
    media.delete(keyed, one.id)
    again = unsplash.use(keyed, unsplash.photo(keyed, photo.id))
    assert again.id == one.id
    assert again.state is MediaState.PROCESSED
    assert stand.fetched == {photo.id: 1}
    assert stand.downloads == {photo.id: 2}
    assert [view.id for view in media.list_media(keyed)] == [one.id]


def test_a_use_that_breaks_off_is_told_once_and_leaves_nothing(
    keyed: Workspace, stand: UnsplashStand
) -> None:
    photo = offered(keyed)
    stand.trouble("picture", "reset")
    with pytest.raises(PhotoUnreached):
        unsplash.use(keyed, photo)
    assert media.list_media(keyed) == ()
    assert list(keyed.home.media.rglob("*.jpg")) == []
    unsplash.use(keyed, photo)
    assert stand.downloads == {photo.id: 1}


def test_nothing_is_taken_that_could_not_be_told(keyed: Workspace, stand: UnsplashStand) -> None:
    photo = offered(keyed)
    stand.used = stand.limit
    with pytest.raises(LimitReached):
        unsplash.use(keyed, photo)
    assert stand.fetched == {}
    assert media.list_media(keyed) == ()


def test_a_photo_that_is_gone_says_so(keyed: Workspace, stand: UnsplashStand) -> None:
    photo = offered(keyed)
    stand.gone.add(photo.id)
    with pytest.raises(PhotoGone):
        unsplash.use(keyed, photo)
    assert media.list_media(keyed) == ()


def test_what_only_says_it_is_a_picture_is_refused(
    keyed: Workspace, stand: UnsplashStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = offered(keyed)
    monkeypatch.setattr("tests.integrations.unsplash_stand.drawn", lambda *_: b"no picture")
    with pytest.raises(PhotoTrouble):
        unsplash.use(keyed, photo)
    assert media.list_media(keyed) == ()


def test_a_photo_without_words_has_a_name_all_the_same(
    keyed: Workspace, stand: UnsplashStand
) -> None:
    photo = offered(keyed, 0)
    view = unsplash.use(keyed, photo)
    assert view.name == f"Photo {photo.id} (Mara Lindqvist).jpg"
    assert view.alt == ""


def test_a_practice_map_without_unsplash_keeps_it_out_of_reach(keyed: Workspace) -> None:

    unsplash_network.close(keyed)
    with pytest.raises(OutOfReach):
        unsplash.search(replace(keyed, origins=Origins({})), "boat")


def test_a_broken_kept_value_counts_as_none(keyed: Workspace) -> None:
    keyed.database.write(
        lambda connection: connection.execute(tables.settings.update().values(value="1:%%"))
    )
    assert not unsplash.key_state(keyed).there
