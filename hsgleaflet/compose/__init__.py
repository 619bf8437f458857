"""LeafletFile, clinic and language to Document. Order inside: phrases, values < spots < inlines < blocks < parts < leaflet, digest."""
