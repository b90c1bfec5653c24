"""What lines of schedules count: the folders and saved searches that they name."""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from billdesk.storage.mapping import table
from billdesk.storage.tables import ScheduleLineRow, ScheduleRow


class Counted:
    """The counters of all schedules."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def move_folder(self, customer_id: int, moved: Callable[[str], str]) -> int:
        """Let lines of a customer's schedules count the folder that theirs has become; how many lines."""
        lines, schedules = table(ScheduleLineRow), table(ScheduleRow)
        mine = select(schedules.c.id).where(schedules.c.customer_id == customer_id)
        query = select(lines.c.id, lines.c.counter).where(lines.c.schedule_id.in_(mine))
        changed = 0
        for key, counter in self._connection.execute(query).all():
            folder = (counter or {}).get("folder")
            if folder and moved(folder) != folder:
                values = {"counter": counter | {"folder": moved(folder)}}
                self._connection.execute(update(lines).where(lines.c.id == key).values(values))
                changed += 1
        return changed

    def titles_by_search(self, search_id: int) -> list[str]:
        """The titles of the schedules that count by a saved search, those that are over too."""
        lines, schedules = table(ScheduleLineRow), table(ScheduleRow)
        query = (
            select(schedules.c.title, schedules.c.ref, lines.c.counter)
            .join_from(lines, schedules, lines.c.schedule_id == schedules.c.id)
            .where(lines.c.type == "asset")
            .order_by(schedules.c.id)
        )
        found = [
            title or ref
            for title, ref, counter in self._connection.execute(query)
            if (counter or {}).get("search_id") == search_id
        ]
        return list(dict.fromkeys(found))
