"""Document to words alone: no page, no picture.

Order inside: leaves < lines < text.
"""
