"""How the sample writes its own work; what it writes is seen in test_sample.py."""

from billdesk.services.sample_books import MessageNames


def test_messages_get_the_same_names_each_time_and_none_twice() -> None:
    first, again = MessageNames(), MessageNames()
    found = [first("northgate.example") for _ in range(1_000)]
    assert found == [again("northgate.example") for _ in range(1_000)]
    assert len(set(found)) == 1_000
    assert all(name.startswith("<") and name.endswith("@northgate.example>") for name in found)
