"""The commands: each module adds its options to a parser, and has a ``run`` that returns an exit status.

They import what they need when they run, so that the help appears at once.
"""
