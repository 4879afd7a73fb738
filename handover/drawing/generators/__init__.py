"""One generator a file, named by its flag: what to try, and why.

In: `Ground`. Out: candidates (rows a backend must answer) or refusables (rows it must refuse),
and how much of the model or contract they cover. No generator knows another, nor any truth.
"""
