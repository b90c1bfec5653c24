"""The mail account, and the domain of Message-IDs."""

import pytest

from billdesk.domain.mailbox import MailAccount, account_problems, message_domain


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("bills@northgate.example", "northgate.example"),
        ("bills@Müller.de", "xn--mller-kva.de"),
        ("", "billdesk.invalid"),
        ("nobody", "billdesk.invalid"),
        ("x@y>\r\nBcc: z", "billdesk.invalid"),
    ],
)
def test_message_ids_end_with_a_domain_that_fits_a_header(email, domain):
    assert message_domain(email) == domain


def test_another_server_or_user_never_gets_this_ones_password():
    one = MailAccount("mail.example", 587, user="desk")
    others = (
        MailAccount("evil.example", 587, user="desk"),
        MailAccount("mail.example", 25, user="desk"),
        MailAccount("mail.example", 587, user="other"),
    )
    assert one.secret not in {other.secret for other in others}


def test_what_is_wrong_is_told_by_field():
    assert account_problems(MailAccount("mail.example", sender="bills@shop.example")) == ()
    wrong = MailAccount(sender="x", reply_to="y", sender_name="a\nb", per_hour=-1)
    assert [one.place for one in account_problems(wrong)] == ["sender", "reply_to", "sender_name", "per_hour"]
