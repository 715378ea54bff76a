"""Letters: templates, drafts, and the ways out: clipboard, file, mail program."""
