"""Compares a whole JSON answer with the expected one.

An expected value that differs by nature is said as `{"$type": "dateTime"}`; everything else
must be equal, type for type: `1`, `1.0` and `true` are three values.
"""

import json
import re

TYPES = {
    # AWSDateTime in UTC.
    "dateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
}


def differences(expected, actual, path="$"):
    """Every place where `actual` is not what `expected` says, as sentences."""
    if isinstance(expected, dict) and expected.keys() == {"$type"}:
        return of_type(expected["$type"], actual, path)
    if type(expected) is not type(actual):
        return [unequal(expected, actual, path)]
    if isinstance(expected, dict):
        return in_objects(expected, actual, path)
    if isinstance(expected, list):
        return in_lists(expected, actual, path)
    return [] if expected == actual else [unequal(expected, actual, path)]


def of_type(name, actual, path):
    if isinstance(actual, str) and TYPES[name].fullmatch(actual):
        return []
    return [f"{path}: expected a {name}, got {json.dumps(actual)}"]


def in_objects(expected, actual, path):
    found = [f"{path}.{key}: missing" for key in expected.keys() - actual.keys()]
    found += [f"{path}.{key}: not expected" for key in actual.keys() - expected.keys()]
    for key in expected.keys() & actual.keys():
        found += differences(expected[key], actual[key], f"{path}.{key}")
    return sorted(found)


def in_lists(expected, actual, path):
    if len(expected) != len(actual):
        return [f"{path}: expected {len(expected)} items, got {len(actual)}"]
    pairs = enumerate(zip(expected, actual, strict=True))
    return [line for i, (e, a) in pairs for line in differences(e, a, f"{path}[{i}]")]


def unequal(expected, actual, path):
    return f"{path}: expected {json.dumps(expected)}, got {json.dumps(actual)}"
