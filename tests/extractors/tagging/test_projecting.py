from extractors.tagging.projecting import gold_spans, merged, pattern_spans
from extractors.tagging.reading import mentions_in
from extractors.tagging.spans import Span
from models import Award, Cluster, DocumentFacts, Evidence, Facts, Leader, Member

TEXT = (
    "Cụm gồm các trường THPT: Sông Lam 1, Cao Bá Quát và Sở Y tế. Ông Lý Văn Tám, Giám đốc Sở Y tế tỉnh Hà Giang dự. "
    "Bộ trưởng Bộ Y tế tặng Bằng khen cho huyện Vị Xuyên."
)


def evidence() -> tuple[Evidence, ...]:
    return (Evidence(start=0, end=len(TEXT), quote=TEXT),)


def facts() -> Facts:
    told = evidence()
    return Facts(
        doc_id="d",
        source="d",
        sha256="",
        text_sha256="",
        extractor_version="gold",
        document=DocumentFacts(kind="other"),
        clusters=(Cluster(id="c1", name="Cụm", kind="cum", evidence=told),),
        members=(
            Member(cluster="c1", unit="trường THPT Sông Lam 1", evidence=told),
            Member(cluster="c1", unit="trường THPT Cao Bá Quát", evidence=told),
        ),
        leaders=(Leader(person="Lý Văn Tám", titles=("Giám đốc Sở Y tế tỉnh Hà Giang",), evidence=told),),
        awards=(
            Award(
                cluster="c1",
                award="merit_certificate",
                name="Bằng khen",
                authority="Bộ trưởng Bộ Y tế",
                recipient="huyện Vị Xuyên",
                recipient_kind="unit",
                recipient_count=1,
                status="granted",
                evidence=told,
            ),
        ),
    )


def test_names_of_gold_facts_are_found_as_their_kinds() -> None:
    mentions = mentions_in(TEXT)
    found = {(mentions.tokens.string(span.first, span.last), span.kind) for span in gold_spans(mentions, facts())}
    assert found == {
        # What a list leaves out of a name is left out here too.
        ("Sông Lam 1", "UNIT"),
        ("Cao Bá Quát", "UNIT"),
        ("Lý Văn Tám", "PERSON"),
        ("Giám đốc", "OFFICE"),
        ("Sở Y tế tỉnh Hà Giang", "UNIT"),
        ("Bộ Y tế", "UNIT"),
        ("huyện Vị Xuyên", "PLACE"),
    }


def test_patterns_are_taken_where_the_gold_says_nothing() -> None:
    mentions = mentions_in(TEXT)
    gold, patterns = gold_spans(mentions, facts()), pattern_spans(mentions)
    both = merged(gold, patterns)
    assert set(gold) <= set(both)
    assert ("Sở Y tế", "UNIT") in {(mentions.tokens.string(span.first, span.last), span.kind) for span in both}
    taken = [k for span in both for k in range(span.first, span.last)]
    assert len(taken) == len(set(taken))


def test_gold_wins_where_the_patterns_see_something_else() -> None:
    assert merged([Span(2, 4, "UNIT")], [Span(3, 6, "PERSON"), Span(7, 8, "PLACE")]) == [
        Span(2, 4, "UNIT"),
        Span(7, 8, "PLACE"),
    ]
