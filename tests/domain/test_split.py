"""Money is divided without a cent too many or too few, whatever a person types, ticks and sets by hand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.split import OpenInvoice, Split, change_of

DAY = date(2026, 2, 1)


def invoices(*balances):
    return tuple(
        OpenInvoice(at, f"INV-{at}", "", DAY, DAY, balance, balance, "EUR")
        for at, balance in enumerate(balances, 1)
    )


BALANCES = st.lists(st.integers(1, 10_000), max_size=8)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("receiving"), st.none() | st.integers(0, 50_000)),
        st.tuples(st.just("crediting"), st.integers(0, 9_000)),
        st.tuples(st.just("setting"), st.integers(1, 8), st.integers(0, 12_000)),
        st.tuples(st.just("toggled"), st.integers(1, 8)),
        st.tuples(st.just("only"), st.integers(1, 8)),
        st.tuples(st.just("oldest_first")),
        st.tuples(st.just("none")),
        st.tuples(st.just("all")),
    ),
    max_size=8,
)


def after(balances, acts, first=None):
    found = Split(invoices(*balances), first=first)
    for name, *given_ in acts:
        if name in ("setting", "toggled", "only") and given_[0] > len(balances):
            continue
        found = getattr(found, name)(*given_)
    return found


@given(BALANCES, ACTS, st.none() | st.integers(1, 8))
def test_what_comes_in_is_what_is_applied_and_what_is_left(balances, acts, first):
    split = after(balances, acts, first)

    assert split.received + split.used_credit == split.applied + split.to_credit
    assert split.owed_after == sum(balances) - split.applied
    assert 0 <= split.used_credit <= split.credit
    assert all(part > 0 for part in split.parts.values())
    if not split.problems():
        assert split.to_credit >= 0
        assert all(split.parts.get(one.id, 0) <= one.balance for one in split.invoices)
    else:
        by_hand = sum(split.by_hand.values())
        too_much = any(part > balances[key - 1] for key, part in split.by_hand.items())
        assert too_much or by_hand > split.received + split.used_credit


@given(BALANCES, ACTS, st.none() | st.integers(1, 8))
def test_a_problem_stands_at_just_those_invoices_that_get_more_than_is_open_on_them(balances, acts, first):
    split = after(balances, acts, first)
    told = {one.place for one in split.problems() if one.code == "part_above_balance"}
    assert told == {str(one.id) for one in split.invoices if split.parts.get(one.id, 0) > one.balance}


@given(BALANCES, st.integers(0, 50_000), st.integers(0, 9_000))
def test_by_itself_the_oldest_is_filled_first_and_nothing_is_left_while_something_is_open(
    balances, amount, credit
):
    split = Split(invoices(*balances), amount, credit)

    assert split.problems() == ()
    assert split.applied == min(amount + credit, sum(balances))
    short = [one.id for one in split.invoices if split.parts.get(one.id, 0) < one.balance]
    assert not short or all(key <= short[0] for key in split.parts)
    assert split.to_credit == amount - (split.applied - split.used_credit)


def test_the_invoice_one_came_from_is_chosen_whole_and_filled_before_the_others():
    split = Split(invoices(500, 300, 200), first=2)

    assert (split.parts, split.received) == ({2: 300}, 300)
    assert split.receiving(400).parts == {1: 100, 2: 300}
    assert split.receiving(120).parts == {2: 120}
    assert split.receiving(400).oldest_first().parts == {1: 400}
    assert split.receiving(400).only(2).parts == {2: 300}
    assert split.receiving(400).only(2).to_credit == 100
    assert split.receiving(400).none().to_credit == 400


def test_a_part_set_by_hand_stays_and_the_others_take_the_rest():
    split = Split(invoices(500, 300, 200), 600).setting(3, 150)

    assert split.parts == {1: 450, 3: 150}
    assert split.receiving(1000).parts == {1: 500, 2: 300, 3: 150}
    assert split.receiving(1000).to_credit == 50
    assert [one.code for one in split.setting(1, 501).problems()] == [
        "part_above_balance",
        "parts_above_amount",
    ]


def test_ticking_takes_an_invoice_in_and_leaves_it_out():
    untyped = Split(invoices(500, 300))
    assert untyped.toggled(2).received == 300
    assert untyped.toggled(2).toggled(2).received == 0
    assert untyped.all().received == 800
    assert untyped.receiving(600).all().parts == {1: 500, 2: 100}

    typed = Split(invoices(500, 300), 400)
    assert typed.toggled(2).parts == {1: 100, 2: 300}
    assert typed.toggled(1).parts == {2: 300}
    assert typed.setting(1, 400).toggled(2).parts == {1: 400}


def test_credit_is_used_before_money_and_never_becomes_credit_again():
    split = Split(invoices(500), 200, 400)
    assert (split.used_credit, split.applied, split.to_credit) == (400, 500, 100)
    whole = Split(invoices(500), None, 400, first=1)
    assert (whole.received, whole.used_credit) == (100, 400)
    assert Split((), 200, 400).used_credit == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_change_is_what_was_handed_over_too_much(tendered, amount):
    change = change_of(tendered, amount)
    assert (change is None) == (tendered < amount)
    assert change is None or amount + change == tendered
