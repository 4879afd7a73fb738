"""Mutants of trees: played in numpy, judged behind the rest of the graph, solved by boxes."""
