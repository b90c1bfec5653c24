"""Small dialogs that return a value."""
