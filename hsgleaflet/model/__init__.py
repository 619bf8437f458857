"""Values: what things mean.

Order inside: assets, base, document, drawing, formats, scripts, standing < answers, asks, brand, catalog,
described, illustrations, pictures < leaflet, theme < clinic, required, wordings < records.
"""
