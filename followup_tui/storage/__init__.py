"""The one place that knows TinyDB, and the file underneath it."""
