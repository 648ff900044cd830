"""Speed and memory, measured against baselines in the same run: ``python -m benchmarks``.

`texts` makes what is measured, `measuring` times it, `reporting` prints it; every other module but `baselines`,
`commands` and `measured_load` is one section of the report with one function ``measure``. Nothing imports this package.
"""
