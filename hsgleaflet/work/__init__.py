"""The world: the disk, the clock, the processes.

Order inside: conformance_rules, data, start, verapdf < conformance, doctor, workspace < project, verify < build, mend,
translate < checking.
"""
