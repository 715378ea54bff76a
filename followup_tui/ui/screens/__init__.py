"""One module a screen, with its style beside it."""
