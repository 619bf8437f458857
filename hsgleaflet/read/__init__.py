"""Text to values; a name stands for its family too, svg for svg_path.

Order inside: markup, png, rows, svg, syntax < catalog, nodes < complaints, edit < yaml.
"""
