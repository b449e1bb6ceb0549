"""Finds declarations: one thing, one file, named like the thing, in the folder of who answers."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Self, TypeVar

from features.errors import DeclarationError


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What every declaration gets from its file: never written by hand.

    `name` is the file's name, `definition` its docstring, `folder` the folder below the walked
    package ("" when it lies directly in it), `module` its import name.
    """

    name: str = ""
    definition: str = ""
    folder: str = ""
    module: str = ""

    def check_placed(self) -> None:
        """Raise DeclarationError if the name, folder or docstring contradicts the rest."""

    def placed(self, module: ModuleType, package: str) -> Self:
        """This declaration with its name, definition, folder and module filled in."""
        definition = (module.__doc__ or "").strip()
        if not definition:
            raise DeclarationError(f"{module.__name__}: the docstring is the definition; write one")
        below = module.__name__.removeprefix(package + ".").split(".")
        placed = replace(
            self,
            name=below[-1],
            definition=definition,
            folder="/".join(below[:-1]),
            module=module.__name__,
        )
        placed.check_placed()
        return placed


D = TypeVar("D", bound=Declaration)


def declared(package: str, kind: type[D]) -> Mapping[str, D]:
    """Every declaration of `kind` below `package`, by name, in alphabetical order of the names.

    Each module must hold exactly one constant named like the kind in capitals (FEATURE for
    Feature). Raises DeclarationError, with the file, when one is missing or a name occurs twice.
    """
    constant = kind.__name__.upper()
    found: dict[str, D] = {}
    for module_name in _modules(package):
        module = importlib.import_module(module_name)
        value = getattr(module, constant, None)
        if not isinstance(value, kind):
            raise DeclarationError(f"{module_name}: expected one constant {constant} = {kind.__name__}(…)")
        placed = value.placed(module, package)
        if placed.name in found:
            raise DeclarationError(f"{module_name}: {placed.name} is declared already in {found[placed.name].module}")
        found[placed.name] = placed
    return MappingProxyType(dict(sorted(found.items())))


def _modules(package: str) -> list[str]:
    root = importlib.import_module(package)
    # A folder without __init__.py would be skipped in silence: losing a declaration must be loud.
    for folder in [Path(p) for p in root.__path__]:
        for path in folder.rglob("*.py"):
            if not (path.parent / "__init__.py").exists():
                raise DeclarationError(f"{path.parent.name}: has no __init__.py, its files would be lost")
    names = pkgutil.walk_packages(root.__path__, package + ".")
    return [m.name for m in names if not m.ispkg]
