"""The full-screen program. Nothing outside this folder imports Textual."""
