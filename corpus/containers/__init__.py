"""Files that hold files: listed under limits, their members read one at a time and never written to a path of their name."""
