"""Document to Layout: geometry before any canvas exists.

Order inside: bidi, faces < shape < lines < text < layout, signs < slabs, arrays, calendar, labels, timelines < tables,
figures < boxes < fill < furniture < page.
"""
