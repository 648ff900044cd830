"""What links join: connected components."""

import numpy as np
import pyarrow as pa


def grouped(links: pa.Table) -> pa.Table:
    """The nodes, each once, with the number of their group.

    Nodes that share a hub belong together, and so do hubs that share a node. The links are numbers, hashes of what they
    stand for, since strings would take several times the memory.

    Args:
        links: ``node`` and ``hub``, 63 bits of a hash each: among a million the odds that two are equal are one in 10^7.

    Returns:
        ``node`` and ``group``.

    >>> grouped(pa.table({"node": [1, 2, 2, 3], "hub": [5, 5, 6, 7]})).to_pydict()
    {'node': [1, 2, 3], 'group': [0, 0, 1]}
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes, hubs = (links[name].combine_chunks().dictionary_encode() for name in ("node", "hub"))
    first_hub = len(nodes.dictionary)
    size = first_hub + len(hubs.dictionary)
    ends = nodes.indices.to_numpy(), first_hub + hubs.indices.to_numpy()
    _, group = connected_components(coo_array((np.ones(len(links), np.int8), ends), shape=(size, size)), directed=False)
    return pa.table({"node": nodes.dictionary, "group": pa.array(group[:first_hub])})
