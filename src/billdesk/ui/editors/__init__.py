"""Pages on which one thing is made or changed, with a way back."""
