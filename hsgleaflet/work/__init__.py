"""The world: the disk, the clock, the processes.

Order inside: approval, clock, conformance_rules, data, louis, start, syllables, verapdf, whole, zipped < private,
program, trace < conformance, doctor, reading, workspace < brands, issued, kept < project, verify < editions, filing,
papers, personalise, printed, words < build, manifest, mend, translate < checking, engine, index, register, scoring <
clinic_page < outbox, sign < batch, compare, conflicts, lookup, proofs.
"""
