"""Values to problems and scores: one function per rule.

Order inside: passive, prose, standards, subjects, syllables < readability, rule < accessible, enforced, governance,
numerals, pages, risk, terms, wording < structure < rules < explain, run, scores.
"""
