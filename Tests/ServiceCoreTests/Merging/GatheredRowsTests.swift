import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

/// The rows of a platform that are read whole, and what edits do to them meanwhile.
@Suite struct GatheredRowsTests {
    private static let now = Date(timeIntervalSince1970: 1_750_000_000)

    private static func row(_ name: String, _ value: String) -> Row {
        let id = ResourceID("dmds", .variable, name)
        return Row(GlobalVariable(id: id, account: "a", name: name, value: value))
    }

    private func values(_ gathered: GatheredRows) async throws -> [String] {
        let order = RowOrder("name")
        let merged = MergedRows(paged: nil, gathered: [gathered], order: order)
        let list = merged.listing(ResourceSchema(of: GlobalVariable.self))
        return try await list.page(ListRequest()).items.map { $0["value"].plainText }
    }

    @Test func `an edit changes what is at hand and takes away what is gone`() async throws {
        let gathered = GatheredRows(
            "dmds", Gathering { _ in [Self.row("a", "1"), Self.row("b", "2"), Self.row("c", "3")] })
        try await gathered.gather(.all) { Self.now }
        gathered.take([Self.row("a", "9"), Self.row("z", "0")], gone: [ResourceID("dmds", .variable, "b")])
        #expect(try await values(gathered) == ["9", "3"])
    }

    /// A platform that lists nothing, on which a row was looked up when its value was 1.
    private func lookedUp(_ answers: Row?...) -> GatheredRows {
        let left = Mutex(answers)
        let gathered = GatheredRows("dmds", Gathering { _ in [] }) { _ in left.withLock { $0.removeFirst() } }
        gathered.keep(found: Self.row("a", "1"))
        return gathered
    }

    private func gatherByHand(_ gathered: GatheredRows) async throws -> Bool {
        try await ServiceCore.Asking.$current.withValue(ServiceCore.Asking(isByHand: true)) {
            try await gathered.gather(.all) { Self.now }
        }
    }

    @Test func `a row that was looked up is asked for again where a person wants it`() async throws {
        let gathered = lookedUp(Self.row("a", "2"), nil)
        try await gathered.gather(.all) { Self.now }
        #expect(try await values(gathered) == ["1"])
        #expect(try await gatherByHand(gathered))
        #expect(try await values(gathered) == ["2"])
        #expect(try await gatherByHand(gathered))
        #expect(try await values(gathered).isEmpty)
    }

    @Test func `a read that began before an edit does not undo it`() async throws {
        let (reading, edited) = (Gate(), Gate())
        let gathered = GatheredRows(
            "dmds",
            Gathering { _ in
                reading.open()
                await edited.opened()
                return [Self.row("a", "1"), Self.row("b", "2")]
            })
        async let read = gathered.gather(.all) { Self.now }
        await reading.opened()
        gathered.take([Self.row("a", "9")], gone: [ResourceID("dmds", .variable, "b")])
        edited.open()
        _ = try await read
        #expect(try await values(gathered) == ["9"])
        try await gathered.gather(.all) { Self.now }
        #expect(try await values(gathered) == ["1", "2"])
    }
}
