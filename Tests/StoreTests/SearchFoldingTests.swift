import Store
import Testing

@Suite struct SearchFoldingTests {
    @Test(arguments: [
        ("José", "jose"), ("ÅNGSTRÖM", "angstrom"), ("ﬁn", "fin"), ("plain@B.c", "plain@b.c"),
        ("Straße", "strasse"),
    ])
    func `case and accents are folded`(text: String, folded: String) {
        #expect(SearchFolding.fold(text) == folded)
    }
}
