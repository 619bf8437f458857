"""Values to problems and scores: one function per rule.

Order inside: passive, prose, standards, subjects, syllables < readability, rule < enforced, risk < rules < explain, run.
"""
