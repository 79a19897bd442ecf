import Testing

@testable import Platform

@Suite struct SearchFoldingTests {
    @Test(arguments: [
        ("José", "jose"), ("ÅNGSTRÖM", "angstrom"), ("ﬁn", "fin"), ("plain@B.c", "plain@b.c"),
        ("Straße", "strasse"),
    ])
    func `case and accents are folded`(text: String, folded: String) {
        #expect(SearchFolding.fold(text) == folded)
    }

    @Test func `no needle matches across two fields, and the last letter begins a trigram`() {
        let text = SearchFolding.searchText(["ab@c.de", "", nil, "Éva"])
        #expect(text == "ab@c.de\u{1}eva\u{1}\u{1}")
    }

    @Test func `a short last name sorts before a longer one that begins alike`() {
        let keys = [("Lima", "Ana"), ("Li", "Zoe"), ("", "")].map {
            SearchFolding.nameSortKey(last: $0, first: $1)
        }
        #expect(keys.sorted() == ["", "li\u{1}zoe", "lima\u{1}ana"])
    }
}
