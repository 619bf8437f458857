"""The same leaflet by hsgleaflet and by four other ways of making a PDF, measured side by side.

`python -m benchmarks.peers [--quick]` runs every peer in turns, each in a process of its own, prints ratios and writes
`benchmarks/results.md`. Order inside: text < one module a peer < runner < __main__. The words are those of
`benchmarks/leaflet.yaml`, the fonts the same files; hsgleaflet prints some more, which its standard asks for.
"""
