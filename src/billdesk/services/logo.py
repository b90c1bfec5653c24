"""The logo that the shop puts on its documents: set, shown, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from billdesk.services.office import Office


class Logo:
    """The part of the settings that is a picture; documents on file keep the one they were issued with."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def logo(self) -> bytes | None:
        """The logo as PNG or JPEG, ready for paper; None where there is none."""
        with self._office.reading() as work:
            return work.settings.logo() or None

    def keep_logo(self, content: bytes) -> None:
        """Put a PNG, JPEG or SVG on documents from now on; an SVG is turned into dots.

        Refused: logo_too_large, logo_is_no_picture, logo_is_broken, logo_is_stretched, logo_is_unsafe.
        """
        from billdesk.documents.logo import readied

        self._write(readied(content))

    def remove_logo(self) -> None:
        """Documents bear the shop's name again."""
        self._write(b"")

    def _write(self, content: bytes) -> None:
        with self._office.work() as work:
            work.settings.keep_logo(content)
            work.commit()
        self._office.tell("settings")
