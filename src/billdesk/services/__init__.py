"""Floor 3: what the shop can do; one public method is one use case and one transaction."""
