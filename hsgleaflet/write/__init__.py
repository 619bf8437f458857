"""Layout or Document to bytes. Order inside: impose, pdf < shop."""
