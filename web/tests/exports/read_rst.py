"""What docutils makes of reStructuredText: a JSON list of texts in, for each a list of what is in
its tree. Everything a text could make docutils do is switched on, and every message is part of
the tree."""

import json
import sys

from docutils import core, nodes

SETTINGS = {
    "file_insertion_enabled": True,
    "raw_enabled": True,
    "report_level": 1,
    "halt_level": 5,
    "warning_stream": False,
}


def flat(node):
    if isinstance(node, nodes.Text):
        return [node.astext()]
    name = node.__class__.__name__
    inside = [part for child in node.children for part in flat(child)]
    return [f"<{name} {node.get('refuri', '')}>", *inside, f"</{name}>"]


json.dump(
    [flat(core.publish_doctree(text, settings_overrides=SETTINGS)) for text in json.load(sys.stdin)],
    sys.stdout,
)
