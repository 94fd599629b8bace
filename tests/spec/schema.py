#!/usr/bin/env python3
"""Check the records of examples/ against docs/schema.json: every field, in the order in which the schema names them.

    tests/spec/schema.py MATN

Reads as much of JSON Schema as that file uses.  Standard library only.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TYPES = {"string": str, "array": list, "object": dict, "number": (int, float), "null": type(None), "boolean": bool, "integer": int}
KNOWN = {"$schema", "title", "description", "type", "enum", "const", "pattern", "minimum", "maximum", "items",
         "properties", "required", "additionalProperties", "oneOf"}

STATEMENTS = {"dateline", "statements", "figures", "numbers", "dates", "retractions"}


def check(value, schema, where="record"):
    """What is wrong with the value, a line each."""
    unknown = set(schema) - KNOWN
    if unknown:
        raise ValueError(f"{where}: the schema uses {sorted(unknown)}, which this check cannot read")
    if "oneOf" in schema:
        answers = [list(check(value, one, where)) for one in schema["oneOf"]]
        if [] not in answers:
            yield from min(answers, key=len)
        return
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[t]) and isinstance(value, bool) == (t == "boolean") for t in types):
        yield f"{where}: {value!r} is none of {types}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where}: {value!r} is out of bounds"
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from check(item, schema.get("items", {}), f"{where}[{i}]")
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}: {name} is missing"
        for name in value:
            if name in known:
                yield from check(value[name], known[name], f"{where}.{name}")
            elif not schema.get("additionalProperties", True):
                yield f"{where}: {name} is not in the schema"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    schema = json.loads((ROOT / "docs" / "schema.json").read_text(encoding="utf-8"))
    order = list(schema["oneOf"][0]["properties"])
    documented = re.findall(r"^\| (`[^|]*`) \|", (ROOT / "docs" / "SCHEMA.md").read_text(encoding="utf-8"), re.M)
    documented = [name for cell in documented for name in re.findall(r"`(\w+)`", cell)]
    bad = []
    if [name for name in documented if name != "error"] != order:
        bad.append(f"docs/SCHEMA.md names {documented}, docs/schema.json {order}")
    optional = {"markdown": "--markdown-field", "explain": "--explain"}
    runs = ([], ["--markdown-field"], ["--explain"], ["--whole"], ["no-such-file.html"], ["statements"], ["statements", "--whole"])
    for extra in runs:
        done = subprocess.run([sys.argv[1], *extra, "-f", "jsonl", "examples"], cwd=ROOT, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=60, check=False)
        records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
        if not records:
            bad.append(f"{extra}: no records")
        for record in records:
            where = f"{extra} {record.get('path')}"
            bad += check(record, schema, where)
            if record.get("status") != "error":
                wanted = [name for name in order if optional.get(name) in (None, *extra)]
                if "statements" not in extra:
                    wanted = [name for name in wanted if name not in STATEMENTS]
                if list(record) != wanted:
                    bad.append(f"{where}: fields {list(record)}")
    print("\n".join(bad) or f"schema: {len(order)} fields, all as documented")
    return 1 if bad else 0


sys.exit(main())
