"""Floor 1: resources, words, log, places and secrets."""
