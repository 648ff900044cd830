"""What links join: connected components."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def labelled(links: pa.Table) -> pa.Table:
    """The links with the label of their group.

    Args:
        links: strings ``node`` and ``hub``. Nodes that share a hub belong together, and so do hubs that share a node.

    Returns:
        ``node``, ``hub`` and ``label``: the first hub of the group by code points.

    >>> labelled(pa.table({"node": ["a", "b", "b", "c"], "hub": ["2", "2", "1", "3"]}))["label"].to_pylist()
    ['1', '1', '1', '3']
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes, hubs = (links[name].combine_chunks().dictionary_encode() for name in ("node", "hub"))
    first_hub = len(nodes.dictionary)
    size = first_hub + len(hubs.dictionary)
    of_node, of_hub = nodes.indices.to_numpy(), hubs.indices.to_numpy()
    edges = coo_array((np.ones(len(links), np.int8), (of_node, first_hub + of_hub)), shape=(size, size))
    count, group = connected_components(edges, directed=False)
    # Written from the last to the first, so that the first stays.
    last_to_first = pc.sort_indices(hubs.dictionary).to_numpy()[::-1]
    label = np.zeros(count, np.int64)
    label[group[first_hub + last_to_first]] = last_to_first
    return links.append_column("label", hubs.dictionary.take(pa.array(label[group[of_node]])))
