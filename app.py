"""The frame of every page: title, the line that never goes, navigation, and the one place where a failure is caught."""

from ui.frame import run

run()
