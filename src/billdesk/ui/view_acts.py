"""The commands of the menu View: light and dark, the size of text, the side bar."""

from billdesk.ui import movement
from billdesk.ui.shell import Shell

TEXT_SIZES = (90, 100, 110, 125, 150)


class ViewActs:
    """How the window looks, as its user chose it; kept for the next start."""

    def __init__(self, shell: Shell) -> None:
        self._shell, self._look = shell, shell.look

    def fold_side(self) -> None:
        self._shell.fold_side()

    def light(self) -> None:
        self._choose("light")

    def dark(self) -> None:
        self._choose("dark")

    def system(self) -> None:
        self._choose("system")

    def is_light(self) -> bool:
        return self._look.choice == "light"

    def is_dark(self) -> bool:
        return self._look.choice == "dark"

    def is_system(self) -> bool:
        return self._look.choice == "system"

    def still(self) -> None:
        movement.keep_still(not movement.is_still())
        self._shell.kept.setValue("still", "true" if movement.is_still() else "false")

    def is_still(self) -> bool:
        return movement.is_still()

    def larger(self) -> None:
        self._resize(next((size for size in TEXT_SIZES if size > self._look.percent), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        sizes = [size for size in TEXT_SIZES if size < self._look.percent]
        self._resize(sizes[-1] if sizes else TEXT_SIZES[0])

    def _choose(self, choice: str) -> None:
        self._look.choose(choice)
        self._shell.kept.setValue("look", choice)

    def _resize(self, percent: int) -> None:
        self._look.choose(self._look.choice, percent)
        self._shell.kept.setValue("text", percent)
