"""LeafletFile, clinic and language to Document.

Order inside: digest, phrases, reading, spots, texts < changes, counts, translation, values < inlines, stamp <
pictures < blocks < parts < variants < leaflet.
"""
