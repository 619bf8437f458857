"""Values: what things mean.

Order inside: assets, base, document, drawing, formats, looks, rows, scripts, standing < answers, asks, brand, catalog,
illustrations, kinds, pictures < described, inks, leaflet < theme < clinic, required, wordings < records.
"""
