"""Values to problems and scores: one function per rule.

Order inside: standards, subjects < rule < enforced, risk < rules < explain, run.
"""
