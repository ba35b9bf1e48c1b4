"""Whether this computer reaches the internet, as far as the system knows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

WORDS = "You're offline. Drafts are saved; posts due now wait until you're back."


class Offline(QObject):
    """`changed(offline)`; "unknown" counts as online, because most systems can't tell."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offline = False

    def begin(self) -> None:
        """Ask the system and go on listening. Does nothing where it can't say."""
        feature = QNetworkInformation.Feature.Reachability
        if not QNetworkInformation.loadBackendByFeatures(feature):
            return
        system = QNetworkInformation.instance()
        system.reachabilityChanged.connect(self.hear)
        self.hear(system.reachability())

    def hear(self, reachability: QNetworkInformation.Reachability) -> None:
        """Take what the system says."""
        offline = reachability == QNetworkInformation.Reachability.Disconnected
        if offline != self.offline:
            self.offline = offline
            self.changed.emit(offline)
