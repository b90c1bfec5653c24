"""Small painted parts of the window, without rules of the trade."""
