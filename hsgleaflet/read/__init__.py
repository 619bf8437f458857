"""Text to values; a name stands for its family too, svg for svg_path.

Order inside: fit, markup, png, svg, syntax, unseen < catalog, nodes, rows < complaints, edit < yaml.
"""
