"""Bad inputs to `yjstats add`: `table.csv` says what each is told, `make.py` makes them."""
