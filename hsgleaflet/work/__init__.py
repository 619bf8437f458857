"""The world: the disk, the clock, the processes.

Order inside: approval, clock, conformance_rules, data, start, syllables, verapdf < conformance, doctor, reading,
workspace < project, verify < build, mend, translate < checking.
"""
