"""What lines of schedules count."""

from billdesk.domain.counting import Counter
from billdesk.domain.schedule import ScheduleLine
from support.ledger import a_schedule, add_customers


def test_lines_of_a_customer_go_along_with_a_folder(each_office):
    def counting(key, folder):
        return ScheduleLine(key, "policy_folder", "Workstations", counter=Counter(folder=folder))

    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        lines = (counting(1, "PCs"), counting(2, "Other"), ScheduleLine(3, "standard", "Fee"))
        work.schedules.add([a_schedule(1, lines=lines)])
        work.schedules.add([a_schedule(2, customer_id=2, lines=(counting(4, "PCs"),))])

        assert work.counted.move_folder(1, lambda path: path.replace("PCs", "Desks")) == 1
        found = work.schedules.by_ids([1, 2])
        assert [line.counter.folder for line in found[1].lines[:2]] == ["Desks", "Other"]
        assert found[2].lines[0].counter.folder == "PCs"


def test_schedules_that_count_by_a_saved_search_are_known_even_when_they_are_over(each_office):
    def counting(key, search):
        return ScheduleLine(key, "asset", "Laptops", counter=Counter(search_id=search))

    with each_office.work() as work:
        add_customers(work, "Acme")
        work.schedules.add([a_schedule(1, title="Managed", lines=(counting(1, 7), counting(2, 7)))])
        work.schedules.add([a_schedule(2, title="", state="cancelled", lines=(counting(3, 7),))])
        work.schedules.add([a_schedule(3, lines=(counting(4, 8),))])

        assert work.counted.titles_by_search(7) == ["Managed", "schedule-2"]
        assert work.counted.titles_by_search(9) == []
