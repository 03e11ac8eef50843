"""Jinja2's environment, quicker where pages spend their time: values out of tables, and text put out.

Imported where the first template is loaded: Jinja2 takes longer to import than a small build."""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

try:  # the part of `escape` that does not mark its result
    from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]
except ImportError:  # another version

    def _escaped(text: str, /) -> str:
        return str(escape(text))


def shown(value: Any) -> str:
    """A value as a template puts it out.  What is joined to a page at once need not be marked as escaped."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


class Code(CodeGenerator):
    """Puts out by `shown` what Jinja2 puts out by `escape`."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class Environment(jinja2.Environment):
    code_generator_class = Code
    shown = staticmethod(shown)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Of a table the value under that name, before a method of that name: most lookups are of this kind, and an
        attribute that is not there costs an exception."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
