"""LeafletFile, clinic and language to Document.

Order inside: phrases, spots < values, counts < inlines < pictures < blocks < parts, digest < leaflet.
"""
