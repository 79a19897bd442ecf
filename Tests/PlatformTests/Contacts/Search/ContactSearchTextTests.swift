import Store
import Testing

@testable import Platform

@Suite struct ContactSearchTextTests {
    @Test func `e-mail, name and phone stand apart, and what would part them is folded away`() {
        let text = SearchFolding.searchText(
            email: "ab@c.de", first: "Éva", last: "Ko\u{1}v\nács", phone: "+15550100")
        #expect(text == "ab@c.de\u{1}eva ko v acs\u{1}+15550100")
    }

    @Test func `people are in the order of their names as shown, those without one last`() {
        let keys = [("Éclair", "Ana"), ("", "Zoe"), ("Li", ""), ("", "")].map {
            SearchFolding.nameSortKey(last: $0, first: $1)
        }
        #expect(keys.sorted() == ["ana eclair", "li", "zoe", SearchFolding.nameless])
    }
}
