"""Floor 4: the command line, one module for each family of commands."""
