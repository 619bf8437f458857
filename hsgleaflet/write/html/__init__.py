"""A Document as one web page that needs nothing else.

Order inside: shapes, style, woff2 < fonts, graphics < body < page.
"""
