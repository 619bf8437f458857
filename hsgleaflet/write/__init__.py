"""Layout or Document to bytes. Order inside: fhir, html, impose, pdf, words < shop, svg."""
