"""Layout or Document to bytes. Order inside: bitmaps, fhir, impose, words < html, pdf < shop, svg."""
