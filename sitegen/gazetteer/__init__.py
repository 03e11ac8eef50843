"""Places resolved."""
