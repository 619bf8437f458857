"""Layout or Document to bytes. Order inside: html, impose, pdf, words < shop."""
