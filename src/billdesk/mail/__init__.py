"""Floor 2: e-mail messages and their way out by SMTP."""
