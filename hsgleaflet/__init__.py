"""hsgleaflet: YAML leaflet definitions become printed, tagged patient leaflets.

The floors, lowest first: memory, problems, units < model < read < compose < typeset < write, check < work < preview
< cli.
"""

__version__ = "0.1.0"
