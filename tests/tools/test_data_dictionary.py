from tools.data_dictionary import TARGET, data_dictionary


def test_the_page_is_what_the_warehouse_says_of_itself() -> None:
    written = TARGET.read_text(encoding="utf-8")
    assert written == data_dictionary(), "run `python -m tools.data_dictionary`"


def test_every_table_view_and_column_is_explained() -> None:
    page = data_dictionary()
    for name in ("next_heads", "heads_by_year", "awards_by_unit", "member_units", "meeting_calendar", "evidence"):
        assert f"\n### {name}\n" in page
    empty = [line for line in page.splitlines() if line.startswith("| `") and line.endswith("|  |")]
    assert not empty
    assert "None" not in page
