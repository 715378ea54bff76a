"""What is true: no screen, no file, the clock handed in."""
