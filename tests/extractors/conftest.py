"""Properties are tested without a deadline: the first example pays for building the pipeline."""

from hypothesis import settings

settings.register_profile("extractors", deadline=None)
settings.load_profile("extractors")
