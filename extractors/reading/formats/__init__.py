"""One module per format; each has a function `read(source, limits)` that yields what `raw.Yielded` names."""
