"""Floor 4: the window; the only room that knows Qt."""
