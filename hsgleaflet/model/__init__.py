"""Values: what things mean. Order inside: document, drawing < leaflet, clinic, brand < theme."""
