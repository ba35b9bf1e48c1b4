"""Variants: who follows whom, and whose undo undoes what."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui.editor.documents import SHARED, OwnWords, VariantDocuments, text_of


def write(documents: VariantDocuments, target: str, text: str) -> None:
    cursor = QTextCursor(documents.document(target))
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


def test_a_variant_follows_until_it_is_edited(qapp: QApplication) -> None:
    documents = VariantDocuments()
    write(documents, SHARED, "Hello")
    documents.open("x")
    write(documents, SHARED, " world")
    assert documents.text("x") == "Hello world"
    write(documents, "x", ", on X")
    write(documents, SHARED, "!")
    assert documents.text("x") == "Hello world, on X"
    assert documents.text(SHARED) == "Hello world!"
    assert documents.is_customised("x")
    assert documents.is_outdated("x")


def test_a_reset_is_one_undo_step(qapp: QApplication) -> None:
    documents = VariantDocuments()
    documents.load("shared", {"x": OwnWords("own words", "shared")})
    documents.reset("x")
    assert documents.text("x") == "shared"
    assert not documents.is_customised("x")
    documents.document("x").undo()
    assert documents.text("x") == "own words"
    assert documents.is_customised("x")


def test_shared_edits_after_a_reset_keep_the_way_back(qapp: QApplication) -> None:
    documents = VariantDocuments()
    documents.load("shared", {"x": OwnWords("own words", "shared")})
    documents.reset("x")
    write(documents, SHARED, " text")
    assert documents.text("x") == "shared text"
    documents.document("x").undo()
    assert documents.text("x") == "own words"


def test_each_text_has_its_own_history(qapp: QApplication) -> None:
    documents = VariantDocuments()
    write(documents, SHARED, "one")
    documents.open("x")
    write(documents, "x", " two")
    documents.document(SHARED).undo()
    assert documents.text(SHARED) == ""
    assert documents.text("x") == "one two"


def test_no_break_spaces_survive(qapp: QApplication) -> None:
    documents = VariantDocuments()
    write(documents, SHARED, "40\u00a0% \u2028off")
    assert text_of(documents.document(SHARED)) == "40\u00a0% \noff"
