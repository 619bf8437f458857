"""Values to problems and scores: one function per rule."""
