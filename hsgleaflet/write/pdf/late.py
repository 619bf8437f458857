"""Late: modules that ReportLab loads and a leaflet seldom needs, loaded when something of them is used.

Comes in: names. Goes out: modules. It stands alone because start-up is most of what one leaflet costs, and two seams of
ReportLab decide half of it: `reportlab.lib.utils` loads PIL, which only bitmaps need, and the package around the QR
encoder loads Platypus and every bar code there is.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def postpone(package: str, name: str) -> None:
    """Let a submodule be loaded when its first attribute is asked for; one that is loaded stays as it is."""
    whole = f"{package}.{name}"
    spec = find_spec(whole) if whole not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    loader = spec.loader = LazyLoader(spec.loader)
    module = sys.modules[whole] = module_from_spec(spec)
    setattr(sys.modules[package], name, module)
    loader.exec_module(module)


def alone(package: str, *path: str) -> ModuleType:
    """Return a module of a package, loaded without the packages around it."""
    name = f"{package}.{'.'.join(path)}"
    if name in sys.modules:
        return sys.modules[name]
    outer = find_spec(package)
    assert outer
    assert outer.submodule_search_locations
    folder = "/".join((outer.submodule_search_locations[0], *path[:-1]))
    spec = PathFinder.find_spec(path[-1], [folder])
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
