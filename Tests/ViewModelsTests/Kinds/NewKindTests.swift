import FoundationEssentials
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// What comes of a kind of row that is declared once: its resource, its operations and its pane are all that is written.
@MainActor
@Suite struct NewKindTests {
    private let harbour = Harbour(boats: [
        Boat("Ayla", berth: 12), Boat("Brisa", berth: 3, isOut: true), Boat("Calypso", berth: 30),
    ])

    private static let now = Date(timeIntervalSince1970: 0)

    private func table() async throws -> TableModel {
        let work = WorkTracker()
        let source = try #require(MergedKind(.boat, of: [harbour.connection]))
        let model = TableModel(pane: .boats, source: source, work: work, clock: ManualClock().board)
        model.table.resize(height: 10)
        model.ensureRows()
        await settle(work)
        return model
    }

    private func settle(_ work: WorkTracker) async {
        for _ in 0..<10 {
            await Task.yield()
            await work.settle()
        }
    }

    @Test func `its fields are the columns, those that the pane leaves out hidden`() async throws {
        let model = try await table()
        #expect(model.snapshot().columns.map(\.title) == ["NAME", "BERTH", "AT SEA"])
        #expect(model.snapshot().columns.map(\.maximumWidth) == [20, 5, 6])
        #expect(model.snapshot().rows.map { $0.cells[0].text } == ["Ayla", "Brisa", "Calypso"])
        #expect(model.pane.columns.filter(\.isHidden).map(\.field) == ["note"])
    }

    @Test func `rows are filtered and sorted by its fields`() async throws {
        let listing = try #require(harbour.connection.resources[.boat]?.operations.list)
        let parser = FilterParser(schema: Boat.schema, now: Self.now)
        let out = try await listing.page(ListRequest(filter: try parser.parse("out:yes"), limit: 10))
        #expect(out.items.map(\.name) == ["Brisa"])
        let low = try await listing.page(ListRequest(filter: try parser.parse("berth:<10"), limit: 10))
        #expect(low.items.map(\.name) == ["Brisa"])
        let order = RowOrder("berth", ascending: false)
        let sorted = try await listing.page(ListRequest(sort: order, limit: 1))
        #expect(sorted.items.map(\.name) == ["Calypso"])
    }

    @Test func `the detail tells every field by its label`() {
        let lines = DetailPage(ManualClock().board).lines(of: Row(harbour.boats[0]), pane: .boats)
        let told = lines.filter { ["Name", "Berth", "At sea"].contains($0.label) }
        #expect(told.map(\.text) == ["Ayla", "12", "no"])
        #expect(lines.contains { $0.label == "Empty" && $0.text == "Note" })
    }

    @Test func `the form asks for its fields and refuses what their rules refuse`() async throws {
        let create = try #require(harbour.connection.resources[.boat]?.operations.create)
        let form = try await create.form(nil)
        #expect(form.fields.map(\.label) == ["Name", "Berth", "At sea", "Note"])
        #expect(form["berth"]?.kind == .integer(1...40) && form["berth"]?.help == "From the lighthouse on.")
        var state = FormState(form)
        let time = TimeReading(now: Self.now, zone: .utc)
        state.submit(time)
        #expect(state.errors == ["name": "Name is missing."])
        state.set("name", "Dorada")
        state.set("berth", "41")
        state.submit(time)
        #expect(state.errors["berth"]?.hasPrefix("“41” is no whole number from 1 to 40.") == true)
        state.set("berth", "40")
        state.set("name", String(repeating: "a", count: 21))
        state.submit(time)
        #expect(state.errors == ["name": "The text is longer than 20 bytes."])
        state.set("name", "Dorada")
        state.submit(time)
        #expect(state.phase == .preview)
        let made = try await create.submit(nil, state.values)
        #expect(
            made.rows.map { [$0["name"], $0["berth"], $0["out"]] } == [
                [.text("Dorada"), .integer(40), .flag(false)]
            ])
    }

    @Test func `it is exported`() {
        let row = Row(harbour.boats[1])
        #expect(RowCSV.header(Boat.schema.fields.map(\.id)) == "id,name,berth,out,note\r\n")
        #expect(RowCSV.line(row, fields: Boat.schema.fields.map(\.id)) == "Brisa,Brisa,3,yes,\r\n")
        #expect(
            RowJSON.object(row)
                == #"{"id":"Brisa","connection":"fake","name":"Brisa","berth":3,"out":true,"note":""}"#)
    }

    @Test func `its keys stand in help and table of keys with their words`() throws {
        let commands = CommandTable.paneCommands(.boats)
        let sail = try #require(commands.first)
        #expect(commands.count == 1)
        #expect((sail.name, sail.title) == ("boat.sail", "sail"))
        #expect(sail.keys == [.character("b")] && sail.effect == .reversible)
        #expect(sail.help == "Sends the boat out, or calls it back.")
        #expect(Boat.actions.map(\.name) == ["sail", "moor"])
    }
}
