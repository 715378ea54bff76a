"""Two machines, one set of applications: git carries them, and finds what they last had in common."""
