"""LeafletFile, clinic and language to Document.

Order inside: phrases, spots < values < inlines < blocks < parts, digest < leaflet.
"""
