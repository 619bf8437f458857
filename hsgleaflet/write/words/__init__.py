"""Document to words alone: no page, no picture.

Order inside: english, leaves < lines < braille, speech, text.
"""
