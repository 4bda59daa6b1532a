"""The assets, one module per layer; each has a function that makes them for given partitions.

Assets fetch, call the domain code (extractors, storage) and tell what they did; they hold no rule of
their own about what an article or a claim is.
"""
