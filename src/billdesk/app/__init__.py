"""Floor 5: wires the parts together and starts the program."""
