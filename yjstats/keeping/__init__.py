"""Nothing is lost: one command at a time, copies of what changes, outputs whole or not at all."""
