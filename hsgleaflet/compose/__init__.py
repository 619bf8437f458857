"""LeafletFile, clinic and language to Document.

Order inside: digest, phrases, reading, recall, spots, staff, texts < changes, counts, translation, values < inlines,
stamp < known, pictures < blocks < parts < personal, variants < leaflet.
"""
