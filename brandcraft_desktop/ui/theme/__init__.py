"""The look of the program: ``theme.apply(application)``, then tokens, colours and icons."""

from brandcraft_desktop.ui.theme.application import apply
from brandcraft_desktop.ui.theme.drawings import paint_icon
from brandcraft_desktop.ui.theme.icons import icon, logo, pixmap, status_icon, tray_icon
from brandcraft_desktop.ui.theme.live import Scheme, color, duration, live, tabular
from brandcraft_desktop.ui.theme.status import StatusLook, look
from brandcraft_desktop.ui.theme.system import wants_template_icons
from brandcraft_desktop.ui.theme.tokens import contrast

__all__ = [
    "Scheme",
    "StatusLook",
    "apply",
    "color",
    "contrast",
    "duration",
    "icon",
    "live",
    "logo",
    "look",
    "paint_icon",
    "pixmap",
    "status_icon",
    "tabular",
    "tray_icon",
    "wants_template_icons",
]
