"""LeafletFile, clinic and language to Document.

Order inside: digest, phrases, spots, texts < counts, translation, values < inlines, stamp < pictures < blocks < parts <
variants < leaflet.
"""
