"""Floor 2: payment processors, and the cards that they keep."""
