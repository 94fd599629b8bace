#!/usr/bin/env python3
"""matn as others get it: installed, and a program built against it.  test_install.py BUILD-FOLDER

Installs into a temporary folder, moves that folder (an installation must not remember where it was made), and builds
program.c by pkg-config and by find_package(matn), each against the shared and the static library.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TEXT = "A page that a program reads which was built against an installed matn.\n"
failures = 0


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(name, condition, detail=""):
    global failures
    failures += not condition
    print(f"{'ok' if condition else 'FAILED':9} {name}{'' if condition else '  ' + str(detail)}")


def setting(build, name):
    """A variable of the build's cache."""
    return re.search(rf"^{name}:\w+=(.*)$", (build / "CMakeCache.txt").read_text(encoding="utf-8"), re.M)[1]


def check_files(prefix, lib, version):
    major = version.split(".")[0]
    expected = {
        "include/matn.h",
        f"{lib}/libmatn.a",
        f"{lib}/libmatn.so",
        f"{lib}/libmatn.so.{major}",
        f"{lib}/libmatn.so.{version}",
        f"{lib}/pkgconfig/matn.pc",
        f"{lib}/cmake/matn/matn-config.cmake",
        f"{lib}/cmake/matn/matn-config-version.cmake",
        f"{lib}/cmake/matn/matn-targets.cmake",
        f"{lib}/cmake/matn/matn-targets-release.cmake",
    }
    program = {"bin/matn", "share/man/man1/matn.1"}
    found = {str(p.relative_to(prefix)) for p in prefix.rglob("*") if not p.is_dir()}
    check("files", expected <= found and found - expected in (program, set()), sorted(found ^ (expected | program)))
    if "bin/matn" in found:
        said = run(prefix / "bin/matn", "--version")
        check("installed program", said == f"matn {version}\n", said)
    for path in prefix.rglob("*.cmake"), prefix.rglob("*.pc"):
        for text_file in path:
            check(f"{text_file.name} names no source folder", str(HERE.parents[1]) not in text_file.read_text())


def check_pkg_config(prefix, lib, version, cc, scratch):
    environment = {**os.environ, "PKG_CONFIG_PATH": str(prefix / lib / "pkgconfig")}

    def ask(*arguments):
        return shlex.split(run("pkg-config", *arguments, "matn", env=environment))

    check("pkg-config: version", ask("--modversion") == [version])
    source, shared, static = str(HERE / "program.c"), str(scratch / "shared"), str(scratch / "static")
    run(cc, "-std=c17", "-Wall", "-Werror", source, "-o", shared, *ask("--cflags", "--libs"))
    said = run(shared, env={**os.environ, "LD_LIBRARY_PATH": str(prefix / lib)})
    check("pkg-config: shared", said == TEXT, said)
    # The archive by its name, since the linker prefers a shared library; the rest as pkg-config says.
    flags = [str(prefix / lib / "libmatn.a") if f == "-lmatn" else f for f in ask("--static", "--cflags", "--libs")]
    run(cc, "-std=c17", source, "-o", static, *flags)
    said = run(static)
    check("pkg-config: static", said == TEXT, said)


def check_find_package(prefix, cc, scratch):
    build = scratch / "find_package"
    run("cmake", "-S", HERE, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_C_COMPILER={cc}")
    run("cmake", "--build", build)
    for name in ("shared", "static"):
        said = run(build / name)
        check(f"find_package: {name}", said == TEXT, said)
    needed = run("readelf", "-d", build / "static")
    check("find_package: the static one needs no libmatn.so", "libmatn" not in needed)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    cc, lib = setting(build, "CMAKE_C_COMPILER"), setting(build, "CMAKE_INSTALL_LIBDIR")
    header = (HERE.parents[1] / "include/matn.h").read_text(encoding="utf-8")
    version = re.search(r'MATN_VERSION_STRING "(.*)"', header)[1]
    with tempfile.TemporaryDirectory(prefix="matn-install-") as folder:
        scratch = pathlib.Path(folder).resolve()
        run("cmake", "--install", build, "--prefix", scratch / "first")
        prefix = (scratch / "first").rename(scratch / "moved here")
        check_files(prefix, lib, version)
        check_pkg_config(prefix, lib, version, cc, scratch)
        check_find_package(prefix, cc, scratch)
    return 1 if failures else 0


sys.exit(main())
