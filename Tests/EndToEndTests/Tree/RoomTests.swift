import Testing

/// The rooms of `Platform` stand in `Sources/README.md` in an order, and none uses what a later one holds.
@Suite struct RoomTests {
    private static let rooms = Result { try PlatformRooms() }

    @Test func `no room uses a type or a table of a later one`() throws {
        let rooms = try Self.rooms.get()
        #expect(rooms.order.count > 20 && rooms.types.count > 200 && rooms.tables.count > 30)
        let up = rooms.usesThatGoUp()
        #expect(up.subtracting(Self.allowed).sorted() == [])
        #expect(Self.allowed.subtracting(up).sorted() == [], "allowed, and not needed any more")
    }

    /// Columns that a list shows of a later room's row, and ties that the database keeps without a foreign key.
    private static let allowed: Set = [
        "Contacts/ContactTable.swift: delivery",  // Whether anything was sent to one that a creation made.
        "Contacts/PersonEvents.swift: delivery",  // Deliveries stay when a contact goes, without it.
        "Submissions/Archive/ArchiveQueries.swift: delivery",  // The recipient of an archived message.
        "Submissions/BatchQueries.swift: delivery",  // How many messages a batch has.
        "Submissions/BatchQueries.swift: campaign",  // A batch is shown under its campaign's title.
    ]
}

/// What each room declares, and what its files name.
private struct PlatformRooms {
    let order: [String]
    /// The room that declares each type, and that makes each table.
    let types: [String: String]
    let tables: [String: String]
    private let code: [String: String]

    private static let folder = "Sources/Platform"

    init() throws {
        let page = try SourceTree.text("Sources/README.md")
        order = page.matches(of: /\]\(Platform\/(\w+)\)/).map { String($0.1) }.reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        let comment = try Regex(#"(?m)(^|\s)//.*$"#)
        var (code, types, tables) = ([String: String](), [String: String](), [String: String]())
        for path in try SourceTree.files(in: Self.folder, ".swift") {
            let file = String(path.dropFirst(Self.folder.count + 1))
            let text = try SourceTree.text(path).replacing(comment, with: "")
            code[file] = text
            for match in text.matches(of: Self.declaration) { types[String(match.1)] = Self.room(of: file) }
            for match in text.matches(of: /CREATE (?:VIRTUAL )?TABLE (\w+)/) {
                tables[String(match.1)] = Self.room(of: file)
            }
        }
        (self.code, self.types, self.tables) = (code, types, tables)
    }

    private static let declaration =
        /(?m)^(?:(?:package|final|indirect) )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/

    /// Files beside the rooms put them together, after all of them.
    private static func room(of file: String) -> String {
        file.contains("/") ? String(file.prefix { $0 != "/" }) : ""
    }

    /// `Room/File.swift: what`
    func usesThatGoUp() -> Set<String> {
        var up: Set<String> = []
        for (file, text) in code {
            let place = place(of: Self.room(of: file))
            let plain = text.replacing(/"(?:[^"\\\n]|\\.)*"/, with: "")
            let named = Set(plain.matches(of: /\b[A-Z]\w+/).map { String($0.0) })
            let asked = Set(
                text.matches(of: /\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(\w+)/).map { String($0.1) })
            for (names, home) in [(named, types), (asked, tables)] {
                for name in names {
                    if let room = home[name], self.place(of: room) > place { up.insert("\(file): \(name)") }
                }
            }
        }
        return up
    }

    private func place(of room: String) -> Int { order.firstIndex(of: room) ?? order.count }
}
