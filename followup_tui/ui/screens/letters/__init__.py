"""Letters: the page on which they are written, and the outbox that sends them."""
