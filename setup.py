"""Builds the compiled walk of models/kernel where a C++ compiler is present; without one numba walks instead."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "models.kernel._walk",
            sources=["models/kernel/walk.cpp"],
            depends=["models/kernel/masks.h", "models/kernel/ranks.h", "models/kernel/walk.h"],
            language="c++",
            extra_compile_args=["-std=c++17", "-O3", "-fno-math-errno", "-Wno-psabi"],
            optional=True,  # a failed build is a warning, never a failed installation
        )
    ]
)
