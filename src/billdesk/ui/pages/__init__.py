"""Pages that open over a pane, with a way back: the preview of a run, later the editors."""
