"""Where the JDK 25 is that the benchmarks run with."""

import os
import pathlib
import shutil
import sys


def java_home():
    """The JDK 25 that JAVA_HOME or the path names, or that lies where Linux keeps its JDKs; ends the program with a sentence if there is none."""
    home, java = os.environ.get("JAVA_HOME"), shutil.which("java")
    candidates = [pathlib.Path(home)] if home else []
    candidates += [pathlib.Path(java).resolve().parents[1]] if java else []
    candidates += sorted(pathlib.Path("/usr/lib/jvm").glob("*25*"))
    for candidate in candidates:
        release = candidate / "release"
        if release.exists() and 'JAVA_VERSION="25' in release.read_text() and (candidate / "bin/javac").exists():
            return candidate
    sys.exit("No JDK 25: name one in JAVA_HOME.")
