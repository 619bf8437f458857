"""Text to values. Order inside: markup, nodes < yaml, svg, png."""
