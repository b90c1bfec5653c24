"""Windows made of the ui's widgets and made-up rows, for pictures and tests."""
