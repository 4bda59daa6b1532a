"""Parts that the languages' pipelines share: registered spaCy factories and what they stand on."""
