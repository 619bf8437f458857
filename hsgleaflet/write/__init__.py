"""Layout or Document to bytes. Order inside: pdf."""
