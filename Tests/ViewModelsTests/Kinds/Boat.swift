import ServiceCore

@testable import ViewModels

/// A kind that no platform has: all that the program is told of it stands here.
struct Boat: Resource {
    let id: ResourceID
    var oddity: String?
    var name: String
    var berth: Int?
    var isOut: Bool?
    var note = ""

    init(_ name: String, berth: Int? = nil, isOut: Bool? = false, on connection: ConnectionID = "fake") {
        id = ResourceID(connection, .boat, name)
        (self.name, self.berth, self.isOut) = (name, berth, isOut)
    }

    static let kind = ResourceKind.boat
    static let words = ResourceWords("boat", "boats", about: "What lies in the harbour.", name: "name")
    static let keys = [ActionKey("b", .sail, .moor, help: "Sends the boat out, or calls it back.")]

    static let fields: [Field<Boat>] = [
        Field("name", "Name") { .text($0.name) }.asked(\.name, limit: 20, required: true).column(0, 8...20),
        Field("berth", "Berth", .integer) { .integer($0.berth) }.asked(
            number: \.berth, in: 1...40, help: "From the lighthouse on."
        ).column(1, 5...5),
        Field("out", "At sea", .flag) { .flag($0.isOut) }.asked(flag: \.isOut).column(2, 6...6),
        Field("note", "Note", .longText) { .text($0.note) }.asked(block: \.note).column(9, 6...30),
    ]

    static let lines = FormLines<Boat>("name", "berth", "out", "note")
}

extension ResourceKind {
    static let boat: Self = "boat"
}

extension ActionDescription {
    static let sail = Self("sail", help: "Sends the boat out.")
    static let moor = Self("moor", help: "Calls the boat back.")
}

extension PaneDescription {
    static let boats = PaneDescription(
        Boat.self, name: "boats", title: "Boats", columns: ["name", "berth", "out"])
}

/// What a platform does with them: the rows, a form with its call, and one action of each name.
struct Harbour {
    let boats: [Boat]

    var connection: Connection {
        let boats = boats
        let form = Submission<Boat>(
            form: { boat in
                FormDescription(title: "Boat", fields: Boat.lines.fields(of: boat ?? Boat("")))
                    .ruled { values throws(ServiceError) in
                        var draft = Boat("")
                        try Boat.lines.readNew(values, into: &draft)
                    }
            },
            submit: { _, values async throws(ServiceError) in
                var made = Boat("")
                try Boat.lines.readNew(values, into: &made)
                return EditOutcome("\(made.name) made", rows: [Row(made)])
            })
        let operations = ResourceOperations<Boat>(
            list: .loaded(sort: RowOrder("name")) { () async throws(ServiceError) in boats },
            find: { key async throws(ServiceError) in boats.first { $0.name == key } }, create: form,
            actions: [
                ResourceAction(
                    .sail, availability: { $0.isOut == true ? .disabled("it is out") : .available },
                    perform: { _, _ async throws(ServiceError) in EditOutcome("out") })
            ])
        return Connection(id: "fake", platform: "fake", resources: [RowOperations(operations)])
    }
}
