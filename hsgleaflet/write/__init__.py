"""Layout or Document to bytes. Order inside: impose, pdf, words < shop."""
