"""Qt models over the plain row values that services return."""
