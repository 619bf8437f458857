"""A Layout as a PDF: tagged to read, plain to print.

Order inside: late, press < file, qr, tags < fonts, icc, images, metadata, outline, shapes, structure < places,
resources, show < paint < plain, writer < merge.
"""
