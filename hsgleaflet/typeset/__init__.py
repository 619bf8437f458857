"""Document to Layout: geometry before any canvas exists.

Order inside: bidi, faces < shape < lines < text < slabs < boxes, tables, art < fill < furniture < page.
"""
