"""followup: what now, and may I write? For the time after a job interview."""

__version__ = "0.1.0"
