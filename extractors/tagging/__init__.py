"""A statistical tagger for people, offices, organisations and places, trained from the gold documents in the repository.

``features`` describes tokens, ``decoding`` finds the best labels, ``tagger`` reads the trained weights. ``fitting``,
``projecting`` and ``augmenting`` are for training only (``python -m tools.train_tagger``).
"""
