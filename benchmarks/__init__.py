"""Measurements, each a command: `python -m benchmarks.NAME`. They print ratios and are never asserted in tests."""
