import FoundationEssentials
import ServiceCore
import Testing

@Suite struct ListingTests {
    private static func id(_ native: String) -> ResourceID { ResourceID("a", .group, native) }

    /// Ten groups named by letter; `d` and `h` have no contacts' number worth sorting by.
    private static let listing = Listing<ContactGroup>.loaded(sort: RowOrder("name")) {
        () async throws(ServiceError) in
        "jihgfedcba".map { letter in
            ContactGroup(id: id(String(letter)), account: "acme", name: String(letter))
        }
    }

    private func page(_ position: ListRequest.Position, limit: Int = 3, sort: RowOrder? = nil)
        async throws(ServiceError) -> ListPage<ContactGroup>
    {
        try await Self.listing.page(ListRequest(sort: sort, position: position, limit: limit))
    }

    @Test(arguments: [
        (ListRequest.Position.start, "abc", 0, true), (.end, "hij", 7, false), (.offset(4), "efg", 4, true),
        (.offset(8), "ij", 8, false), (.offset(10), "", 10, false), (.offset(99), "", 10, false),
        (.offset(-5), "abc", 0, true), (.after(id("c")), "def", 3, true), (.after(id("i")), "j", 9, false),
        (.after(id("j")), "", 10, false), (.before(id("g")), "def", 3, true),
        (.before(id("c")), "ab", 0, true),
        (.before(id("a")), "", 0, true),
    ])
    func `a window in any position is cut where asked`(
        position: ListRequest.Position, names: String, offset: Int, hasMore: Bool
    ) async throws {
        let page = try await page(position)
        #expect(page.items.map(\.name).joined() == names)
        #expect(page.offset == offset)
        #expect(page.hasMore == hasMore)
        #expect(page.total == .exact(10))
    }

    @Test(arguments: [0, 10, 11, Int.max])
    func `a limit of any size is met`(limit: Int) async throws {
        for position in [ListRequest.Position.start, .end, .offset(0)] {
            #expect(try await page(position, limit: limit).items.count == min(limit, 10))
        }
    }

    @Test func `the other way round is the other way round`() async throws {
        let page = try await page(.start, sort: RowOrder("name", ascending: false))
        #expect(page.items.map(\.name) == ["j", "i", "h"])
    }

    @Test func `a row that is gone is not continued from`() async {
        await #expect(throws: ServiceError.self) { _ = try await page(.after(Self.id("zz"))) }
    }

    @Test func `the count is of what passes`() async throws {
        let filter = Filter([FilterTerm(.field("name", .contains, .text("b")), isNegated: true)])
        #expect(try await Self.listing.count?(filter) == 9)
    }

    @Test(arguments: [(true, ["1", "3", "0", "2"]), (false, ["3", "1", "2", "0"])])
    func `rows without a value come last in either direction`(ascending: Bool, natives: [String]) {
        let dates: [Date?] = [nil, Date(timeIntervalSince1970: 1), nil, Date(timeIntervalSince1970: 2)]
        let rows = dates.enumerated().map { index, date in
            var contact = Contact(id: ResourceID("a", .contact, String(index)), account: "", email: "x")
            contact.lastEventAt = date
            return Row(contact)
        }
        let sorted = rows.sorted(by: RowOrder("last_event_at", ascending: ascending))
        #expect(sorted.map(\.id.native) == natives)
    }

    @Test func `text is ordered with case and accents folded`() {
        let names = ["Zoe", "éva", "ana", "Bo"]
        let rows = names.map { Row(ContactGroup(id: Self.id($0), account: "", name: $0)) }
        #expect(rows.sorted(by: RowOrder("name")).map(\.name) == ["ana", "Bo", "éva", "Zoe"])
    }
}
