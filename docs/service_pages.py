"""The generated pages about the service: its settings, and who may open what."""

from collections.abc import Iterator
from dataclasses import fields

from fastapi.routing import APIRoute
from grids import NOTE, grid

from serving.access.right import Right
from serving.access.role import Role, roles
from serving.settings import PREFIX, Settings
from serving.web.application import endpoint_modules, page_modules
from serving.web.routes import right_of


def settings_page() -> str:
    """Every setting of the service."""
    rows = [
        (f"`{PREFIX}{f.name.upper()}`", f"`{f.metadata['usual']}`" if f.metadata["usual"] else "", _words(f.metadata))
        for f in fields(Settings)
    ]
    return "\n".join(
        [NOTE, "# 服务设置 / Settings\n", "Environment variables.\n", grid(("variable", "usual", ""), rows)]
    )


def _words(metadata: dict) -> str:
    return f"{metadata['words'].zh} / {metadata['words'].en}"


def roles_page() -> str:
    """Every role with its rights, and every route with the right it asks for."""
    found = roles()
    parts = [NOTE, "# 角色与权限 / Roles and rights\n", f"{len(found)} roles.\n"]
    parts += [_role(one) for one in found.values()]
    parts.append("## 路由 / Routes\n")
    rows = sorted((route.path, "/".join(sorted(route.methods)), right.value) for route, right in _routes())
    parts.append(grid(("address", "method", "right"), [(f"`{path}`", *rest) for path, *rest in rows]))
    return "\n".join(parts)


def _role(one: Role) -> str:
    rows = [
        ("there for", f"{one.duty.zh} / {one.duty.en}"),
        ("reaches", one.reach.value.replace("_", " ")),
        ("rights", "; ".join(f"{r.label.zh} {r.label.en}" for r in Right if r in one.rights)),
        ("sees in clear", ", ".join(sorted(p.value for p in one.sees))),
        ("unmasked", ", ".join(sorted(i.value for i in one.identity)) or "nothing"),
        ("signs in", "yes" if one.signs_in else "no, carries a token"),
    ]
    return f"## `{one.name}` {one.label.zh} / {one.label.en}\n\n{one.definition}\n\n" + grid(("", ""), rows)


def _routes() -> Iterator[tuple[APIRoute, Right]]:
    for router in (*page_modules(), *endpoint_modules()):
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield route, right_of(route)
