"""Space of wire rows: integer codes a cell, boxes of rows, breakpoints, and the trees over them.

In: wire columns and their rules, an ensemble of trees. Out: rows that stand on chosen places.
Other rooms read the modules `boxes`, `breakpoints`, `cells`, `feature_map`, `forest`,
`graph_trees`, `ordinals`, `packing`, `probing`, `targets`, `unknown_value` and `walk`.
"""
