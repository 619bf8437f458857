"""A Layout as a tagged PDF.

Order inside: file, icc, qr, tags < fonts, images, metadata, outline < show < paint < writer.
"""
