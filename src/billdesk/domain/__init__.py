"""Floor 1: the rules of the trade, pure: no input, no output, no clock."""
