import Testing

/// The rooms of a target stand in `Sources/README.md` in an order, and none uses what a later one holds.
@Suite struct RoomTests {
    @Test(arguments: ["Platform", "ServiceCore", "ViewModels"])
    func `no room uses a type or a table of a later one`(target: String) throws {
        let rooms = try TargetRooms(target)
        #expect(rooms.order.count > 10 && rooms.types.count > (target == "ViewModels" ? 80 : 100))
        #expect(Set(rooms.types.values).subtracting(rooms.order + [""]) == [], "not on the page")
        #expect(rooms.tables.count > 30 || target != "Platform")
        let allowed = Self.allowed[target] ?? []
        let up = rooms.usesThatGoUp()
        #expect(up.subtracting(allowed).sorted() == [])
        #expect(allowed.subtracting(up).sorted() == [], "allowed, and not needed any more")
    }

    /// Columns that a list shows of a later room's row, and ties that the database keeps without a foreign key.
    private static let allowed: [String: Set<String>] = [
        "Platform": [
            // Whether anything was sent to a contact, and what stays when it goes, without it.
            "Contacts/ContactTable.swift: delivery", "Contacts/PersonEvents.swift: delivery",
            // The recipient of an archived message, and how many messages a batch has.
            "Submissions/Archive/ArchiveQueries.swift: delivery", "Submissions/BatchQueries.swift: delivery",
            // A batch is shown under its campaign's title.
            "Submissions/BatchQueries.swift: campaign",
        ]
    ]
}

/// What each room declares, and what its files name.
private struct TargetRooms {
    let order: [String]
    /// The room that declares each type, and that makes each table.
    let types: [String: String]
    let tables: [String: String]
    private let code: [String: String]

    init(_ target: String) throws {
        let folder = "Sources/\(target)"
        let page = try SourceTree.text("Sources/README.md")
        let link = try Regex<(Substring, Substring)>(#"\]\(\#(target)/(\w+)\)"#)
        order = page.matches(of: link).map { String($0.1) }.reduce(into: []) { rooms, room in
            if !rooms.contains(room) { rooms.append(room) }
        }
        let comment = try Regex(#"(?m)(^|\s)//.*$"#)
        var (code, types, tables) = ([String: String](), [String: String](), [String: String]())
        for path in try SourceTree.files(in: folder, ".swift") {
            let file = String(path.dropFirst(folder.count + 1))
            let text = try SourceTree.text(path).replacing(comment, with: "")
            code[file] = text
            for match in text.matches(of: Self.declaration) { types[String(match.1)] = Self.room(of: file) }
            for match in text.matches(of: /CREATE (?:VIRTUAL )?TABLE (\w+)/) {
                tables[String(match.1)] = Self.room(of: file)
            }
        }
        (self.code, self.types, self.tables) = (code, types, tables)
    }

    private static var declaration: Regex<(Substring, Substring)> {
        /(?m)^(?:(?:package|final|indirect) )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/
    }

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
