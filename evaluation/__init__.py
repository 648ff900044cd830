"""How right the extraction is: gold files, scores and error reports."""

from evaluation.gold import GoldDocument, GoldError, read_gold, read_pair
from evaluation.scoring import Report, ScoredPair, score, verdicts

__all__ = ["GoldDocument", "GoldError", "Report", "ScoredPair", "read_gold", "read_pair", "score", "verdicts"]
