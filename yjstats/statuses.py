"""With which status a command ends."""

FAULTY, WRONG_USAGE = 1, 2
INTERRUPTED = 130  # as a shell tells a command that Ctrl-C ended
