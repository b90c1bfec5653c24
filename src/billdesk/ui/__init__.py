"""Floor 4: the window; the only room that knows Qt."""

from billdesk.ui import haste

haste.collect_seldom()
haste.read_no_sources()
