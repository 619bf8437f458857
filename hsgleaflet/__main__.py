"""`python -m hsgleaflet`."""

from hsgleaflet.cli import main

main()
