"""Below the pages of a document: which one is seen and how many there are, and how large they are shown."""

from PySide6.QtWidgets import QHBoxLayout

from billdesk.ui.look import Look
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.page import ZOOMS, PageView
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class PageBar(Wash):
    """Turns the pages of a view and enlarges them; it says what the view shows."""

    def __init__(self, look: Look, view: PageView) -> None:
        super().__init__(look, "sunken")
        name = view.objectName()
        self._view = view
        self.previous = Button(look, tr("Previous page"), "tool", "chevron-left", f"{name}.previous")
        self.next = Button(look, tr("Next page"), "tool", "chevron-right", f"{name}.next")
        self.place = Label(look, "", "small", "ink2", True)
        self.place.setObjectName(f"{name}.place")
        self.smaller = Button(look, tr("Smaller"), "tool", "minus", f"{name}.zoom_out")
        self.zoom = Button(look, tr("Fit width"), "quiet", "", f"{name}.zoom")
        self.larger = Button(look, tr("Larger"), "tool", "plus", f"{name}.zoom_in")
        self.zoom.setProperty("room", "small")
        self._keys()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(2))
        row.setSpacing(look.px(4))
        for widget in (self.previous, self.place, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger):
            row.addWidget(widget)
        self.previous.clicked.connect(lambda: view.turn(-1))
        self.next.clicked.connect(lambda: view.turn(1))
        self.smaller.clicked.connect(lambda: view.zoom_by(-1))
        self.larger.clicked.connect(lambda: view.zoom_by(1))
        self.zoom.clicked.connect(self.open_menu)
        view.moved.connect(self.show_place)
        self.show_place()

    def _keys(self) -> None:
        for button, keys in (
            (self.previous, "←"),
            (self.next, "→"),
            (self.smaller, "−"),
            (self.larger, "+"),
        ):
            button.setToolTip(f"{button.accessibleName()}  {keys}")

    def show_place(self) -> None:
        """Say which page is seen, and how large."""
        view = self._view
        count, at = view.count(), view.current()
        self.place.setText(tr("{page} of {count}", page=at + 1, count=count) if count else "")
        self.place.setAccessibleName(tr("Page {page} of {count}", page=at + 1, count=count) if count else "")
        words = tr("{percent} %", percent=view.zoom) if view.zoom else tr("Fit width")
        if self.zoom.text() != words:
            self.zoom.set_words(words)
            self.zoom.setAccessibleName(tr("Size: {size}", size=words))
        for button, can in (
            (self.previous, at > 0),
            (self.next, at + 1 < count),
            (self.smaller, count > 0 and view.percent() > ZOOMS[0]),
            (self.larger, count > 0 and view.percent() < ZOOMS[-1]),
            (self.zoom, count > 0),
        ):
            button.setEnabled(can)

    def open_menu(self) -> None:
        """Offer the sizes."""
        self.menu = menu = Menu(self.look, self.zoom)
        menu.setObjectName(f"{self.zoom.objectName()}.menu")
        for percent in (0, *ZOOMS):
            words = tr("{percent} %", percent=percent) if percent else tr("Fit width")
            keys = {0: "\t0", 100: "\t1"}.get(percent, "")
            action = menu.addAction(words + keys)
            action.setObjectName(f"{menu.objectName()}.{percent or 'fit'}")
            action.setCheckable(True)
            action.setChecked(percent == self._view.zoom)
            action.triggered.connect(lambda _checked=False, percent=percent: self._view.enlarge(percent))
        menu.open_below(self.zoom)
