"""
From a raw folder to a published release, one verb after the other.

    fetch -> read -> parse -> tabulate -> validate -> publish        (load is the reader's)

`refresh` calls them in order; nothing here reads the network, and the clock only for the date of a release.
"""
