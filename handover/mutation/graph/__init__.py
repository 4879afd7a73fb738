"""Mutants of every operator that is no tree: one file a family, one session a mutant."""
