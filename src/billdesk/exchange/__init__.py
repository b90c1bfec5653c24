"""Floor 2: files in and out, first of all the whole shop as one JSON document."""
