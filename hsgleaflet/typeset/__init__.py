"""Document to Layout: geometry before any canvas exists; a name stands for its family too, bidi for bidi_data.

Order inside: bidi, breaks, faces, signs < arrays, calendar, isolate, labels, timelines < shape < lines < layout, text
< furniture, proof, slabs, tables < entries, figures, fill < boxes, fit < excess < page.
"""
