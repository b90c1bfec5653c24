"""The sample's jobs and sales."""

from datetime import date

from billdesk.domain.money import SCALE
from billdesk.services.sample_catalog import PRODUCTS, Shelf
from billdesk.services.sample_people import Client, clients
from billdesk.services.sample_tickets import charges_of, jobs, sales, ticket_of, time_of

TODAY = date(2026, 8, 4)
SHELF = Shelf(
    {"gst-qst": 2},
    {"net-14": 1, "net-30": 2, "fifth": 3},
    {product.ref: at for at, product in enumerate(PRODUCTS, 1)},
    {},
)


def people() -> list[Client]:
    return list(clients(60, TODAY, SHELF))


def test_jobs_are_done_and_goods_sold_while_the_customer_is_one() -> None:
    for client in people():
        assert all(client.since < job.day < TODAY for job in jobs(client, TODAY))
        assert all(client.since < sale.day <= TODAY for sale in sales(client, TODAY))


def test_a_job_comes_to_its_charged_time_and_the_part_it_needed() -> None:
    found = [job for client in people() for job in jobs(client, TODAY)]
    job = next(job for job in found if job.part and job.labor == "onsite" and 60 < job.minutes <= 90)
    ticket = ticket_of(job, 7, "Invoiced", "T-00001")
    time, part = charges_of(job, ticket, time_of(job, ticket.id, SHELF), SHELF)
    assert time.quantity == 3 * SCALE // 2
    assert (time.product_id, part.product_id) == (SHELF.products["onsite"], SHELF.products[job.part or ""])


def test_a_customer_in_another_currency_buys_nothing_from_the_catalog() -> None:
    abroad = next(client for client in people() if client.plan == "retainer")
    assert not list(jobs(abroad, TODAY))
    assert not list(sales(abroad, TODAY))
