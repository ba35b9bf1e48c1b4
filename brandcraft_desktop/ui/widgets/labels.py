"""Labels that never clip: one line with an ellipsis, or as many lines as it takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from brandcraft_desktop.ui.widgets.style import leading, set_look

BREAK = "\u200b"
LONG = 24
"""Letters without a space after which a word may be broken."""


def breakable(text: str) -> str:
    """The text with places to break inside words that are too long for any line."""
    words: list[str] = []
    for word in text.split(" "):
        if len(word) > LONG:
            pieces = (word[start : start + LONG] for start in range(0, len(word), LONG))
            words.append(BREAK.join(pieces))
        else:
            words.append(word)
    return " ".join(words)


class ElidedLabel(QLabel):
    """One line; what does not fit ends in an ellipsis and is told whole in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._own_tooltip = False
        self._shorter = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        if role:
            set_look(self, "role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        if self._own_tooltip:
            self.setToolTip(text)

    def set_shorter(self, text: str) -> None:
        """The same in fewer letters, shown where the whole text has no room."""
        self._shorter = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(self._line()) + margins.left() + margins.right() + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        few = self.fontMetrics().horizontalAdvance(self._shorter or "Mm…") + 2
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """What fits at the present width."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        line = self._line()
        if self._shorter and metrics.horizontalAdvance(line) > room:
            line = self._shorter
        return metrics.elidedText(line, self._mode, room)

    def _line(self) -> str:
        return self.text().replace("\n", " ")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.shown_text()
        cut = shown != self._line()
        if cut != self._own_tooltip:
            self._own_tooltip = cut
            self.setToolTip(self.text() if cut else "")
        across = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(option.palette.color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(across | Qt.AlignmentFlag.AlignAbsolute), shown)
        painter.end()


def field_label(
    words: str, field: QWidget, *, role: str = "subtitle", parent: QWidget | None = None
) -> WrappedLabel:
    """What a field is called, where lines start; an ampersand before a letter makes a way to it.

    A plain label would stand at the left of a mirrored window, away from its field's beginning.
    """
    label = WrappedLabel(words, role=role, parent=parent)
    label.setAccessibleName(words.replace("&", ""))
    label.setBuddy(field)
    return label


class WrappedLabel(QLabel):
    """As many lines as needed; very long words are broken rather than clipped."""

    def __init__(self, text: str = "", *, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            set_look(self, "role", role)
        self._lead()
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(breakable(text))
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()

    def _lead(self) -> None:
        """Start lines where the window starts them; Qt would go by the language of the text."""
        if not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            self.setAlignment(leading(self.layoutDirection()))

    def whole_text(self) -> str:
        """The text as it was given."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = min(metrics.averageCharWidth() * 12, super().minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())
