"""Document to Layout: geometry before any canvas exists.

Order inside: bidi, faces < shape < lines < text < slabs, signs < arrays, calendar, labels, timelines < figures, tables < boxes < fill < furniture < page.
"""
