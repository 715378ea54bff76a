"""The board: its columns, its rows, the widget that shows them, and its first paint."""
