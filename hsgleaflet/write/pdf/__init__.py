"""A Layout as a tagged PDF. Order inside: icc, file < fonts, paint < tags < metadata < writer."""
