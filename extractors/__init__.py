"""From text to facts: a spaCy pipeline with a component a concern."""
