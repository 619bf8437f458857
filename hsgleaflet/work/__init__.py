"""The world: the disk, the clock, the processes. Order inside: data < workspace < build, conformance, verify."""
