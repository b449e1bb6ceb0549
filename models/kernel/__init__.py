"""Exact contributions of any LightGBM model, for blocks of rows side by side: the quadrature method.

`quadrature.py` says how it works, `explainer.py` is the interface. Nothing here knows what a household is.
"""
