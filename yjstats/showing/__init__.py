"""How frames, texts and panels look in a notebook: one stylesheet, one table."""
