import FoundationEssentials
import Testing

@testable import ServiceCore

/// Rows that were made or removed, which the platform does not show so yet.
extension RowsInHandTests {
    @Test func `a row that was made stands in a whole list, marked, until it is listed`() {
        let desk = Desk()
        desk.inHand.made([Row(Self.account(true))])
        #expect(desk.inHand.laid(over: [Account](), isWhole: false).isEmpty)
        let lists: [[Account]] = [[], [Self.account(true)], []]
        let shown = lists.map { desk.inHand.laid(over: $0, isWhole: true).count }
        #expect(shown == [1, 1, 0], "listed once, it is gone when it is listed no more")
        #expect(desk.inHand.laid(over: nil as Account?, Self.id) == nil)
    }

    @Test func `a row that the platform spells otherwise than it was typed is listed once`() {
        let desk = Desk()
        let typed = Account(id: ResourceID("dyn", .account, "Ana@A.test"), username: "Ana@A.test")
        desk.inHand.made([Row(typed)])
        #expect(desk.inHand.laid(over: [Self.account(true)], isWhole: true).map(\.id) == [Self.id])
        #expect(desk.inHand.laid(over: [Account](), isWhole: true).isEmpty)
    }

    @Test func `a list that comes in pages ends with what was made and not with a part of it`() {
        let desk = Desk()
        desk.inHand.made([Row(Self.account(true))])
        let other = Account(id: ResourceID("dyn", .account, "bo@a.test"), username: "bo@a.test")
        var pages = desk.inHand.pages(of: Account.self)
        #expect(pages.lay([other]).map(\.username) == ["bo@a.test"])
        #expect(pages.rest().map(\.username) == ["ana@a.test"])
        var listed = desk.inHand.pages(of: Account.self)
        #expect(listed.lay([Self.account(true)]).count == 1)
        #expect(listed.rest().isEmpty)
    }

    @Test func `a row that was made is found before the platform knows it`() {
        let desk = Desk()
        desk.inHand.made([Row(Self.account(true))])
        #expect(desk.inHand.laid(over: nil as Account?, Self.id)?.username == "ana@a.test")
        desk.pass(601)
        #expect(desk.inHand.laid(over: nil as Account?, Self.id) == nil)
    }

    @Test func `a row that was removed is hidden until the platform has forgotten it`() {
        let desk = Desk()
        let row = desk.read(true)
        desk.inHand.removed([Self.id])
        #expect(desk.inHand.laid(over: [row], isWhole: true).isEmpty)
        #expect(desk.inHand.laid(over: row, Self.id) == nil)
        #expect(desk.inHand.laid(over: [Account](), isWhole: true).isEmpty)
        #expect(desk.inHand.laid(over: [row], isWhole: true).count == 1, "made anew by somebody else")
    }

    @Test func `a removal that is taken back shows the row again`() {
        let desk = Desk()
        let row = desk.read(true)
        desk.inHand.removed([Self.id])
        desk.inHand.wrote([Row(row)])
        #expect(desk.inHand.laid(over: [Account](), isWhole: true) == [row])
    }

    @Test func `the items of a list may come in another order`() {
        let desk = Desk()
        let id = ResourceID("dmds", .contact, "ana@a.test")
        func contact(_ groups: String...) -> Contact {
            var contact = Contact(id: id, account: "", email: "ana@a.test")
            contact.groups = groups
            return contact
        }
        _ = desk.inHand.laid(over: contact("a"))
        desk.inHand.wrote([Row(contact("a", "b"))])
        #expect(desk.inHand.laid(over: contact("b", "a")).groups == ["b", "a"])
        #expect(desk.inHand.laid(over: contact("a")).groups == ["a"])
    }
}
