"""The makers of the corpus: see the README beside this folder."""
