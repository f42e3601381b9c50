"""Writes the parameters of papermill (``papermill in.ipynb out.ipynb -p n 3``) as Java, for any Java kernel.

papermill knows Python, R, Scala and some others; of Java it says that it has no translator. Installed beside it, this module gives it one.
"""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

INT = range(-(2**31), 2**31)
LONG = range(-(2**63), 2**63)


class JavaTranslator(Translator):
    # type, name, value, and what a comment behind it says
    PARAMETER = re.compile(r"^\s*(?:final\s+)?(?P<type>[\w.]+(?:<.*>)?(?:\[])*)\s+(?P<name>\w+)\s*=\s*(?P<value>.*?)\s*;\s*(?://\s*(?P<help>.*))?$")

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_bool(cls, val):
        return "true" if val else "false"

    @classmethod
    def translate_int(cls, val):
        return str(val) if val in INT else f"{val}L" if val in LONG else f'new java.math.BigInteger("{val}")'

    @classmethod
    def translate_float(cls, val):
        if math.isfinite(val):
            return repr(val)
        return "Double.NaN" if math.isnan(val) else "Double.POSITIVE_INFINITY" if val > 0 else "Double.NEGATIVE_INFINITY"

    @classmethod
    def translate_escaped_str(cls, str_val):
        return json.dumps(str_val)

    @classmethod
    def translate_str(cls, val):
        return cls.translate_escaped_str(val)

    @classmethod
    def translate_list(cls, val):
        values = ", ".join(cls.translate(each) for each in val)
        # List.of takes no null
        return f"java.util.Arrays.asList({values})" if None in val and len(val) > 1 else f"java.util.List.of({values})"

    @classmethod
    def translate_dict(cls, val):
        puts = " ".join(f"put({cls.translate_str(str(key))}, {cls.translate(each)});" for key, each in val.items())
        return f"new java.util.LinkedHashMap<String, Object>() {{{{ {puts} }}}}"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        written = "Object" if str_val == "null" else "java.util.Map<String, Object>" if str_val.startswith("new java.util.LinkedHashMap") else "var"
        return f"{written} {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        found = [cls.PARAMETER.match(line) for line in parameters_cell["source"].splitlines()]
        return [Parameter(each["name"], each["type"], each["value"], each["help"] or "") for each in found if each]


papermill_translators.register("java", JavaTranslator)


class Engine(NBClientEngine):
    """papermill's usual engine: only its being loaded matters."""
