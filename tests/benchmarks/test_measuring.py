from benchmarks.measuring import Spread, cpu_seconds, in_turn, ratios, spread


def test_spread_is_the_median_and_the_extremes() -> None:
    assert spread(iter([3.0, 1.0, 2.0, 10.0])) == Spread(2.5, 1.0, 10.0)


def test_ratios_are_of_what_was_measured_together() -> None:
    assert ratios([10, 9], [2, 3]) == [5, 3]


def test_cpu_seconds_counts_work() -> None:
    assert cpu_seconds(lambda: sum(range(200_000))) > 0


def test_which_of_a_pair_is_first_changes() -> None:
    calls: list[str] = []
    pairs = [(lambda: calls.append("ours"), lambda: calls.append("theirs"))] * 3
    ours, theirs = in_turn(pairs)
    assert calls == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert ours >= 0 <= theirs
