"""Read the statistics of many documents: files, folders, patterns, JSON lines, Parquet.

The way of a document: `inputs` (where it lies) → `unread` (its bytes) → `parts` (so many at a time)
→ `texts` and `work` (read, in this process or another) → `engines` (which, and in what order) →
`kept` (what is finished stays) → `joined` (one file). `many` is the verb that leads through all of
them.
"""
