"""Loads a program without the ending `.py`, to test its functions."""

import importlib.machinery
import importlib.util
import pathlib

INFRA = pathlib.Path(__file__).parent.parent.parent / "infra"


def load(name):
    """The program `infra/NAME` as a module."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(INFRA / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module
