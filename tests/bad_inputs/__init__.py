"""What `yjstats add` is given and must refuse: each row of `table.csv` is one bad input.

`document` and `project` name what `make.py` makes: the document, and what was done to the project
before. `options` are those of the command (blank: the usual ones). `status` is its exit status, and
`says` a part of the one line it must print. The project must be as it was afterwards.
"""
