"""What leaves and enters in other programs' formats: one module a format."""
