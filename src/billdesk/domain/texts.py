"""What a text on file may be: how long, and without characters that steer instead of being read."""

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
LONGEST_REF = 200


def has_control(text: str, lines: bool) -> bool:
    """Whether a text holds control characters or halves of characters; texts of several `lines` may break."""
    if text.isprintable():
        return False
    allowed = "\n\r\t" if lines else ""
    return any(
        character not in allowed
        and (ord(character) < 32 or 127 <= ord(character) < 160 or 0xD800 <= ord(character) < 0xE000)
        for character in text
    )


def shortened(text: str) -> str:
    """A wrong text, short enough for a message and on one line."""
    return "".join(character if character.isprintable() else "?" for character in text[:60])
