"""The contract's metrics on the hold-out, against threshold and measured baseline."""
