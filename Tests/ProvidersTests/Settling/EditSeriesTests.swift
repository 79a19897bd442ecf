import ServiceCore
import Synchronization
import Testing

@testable import Providers

/// Several rows taken back one after the other: what is not reached stays to be taken back.
@Suite struct EditSeriesTests {
    /// What a platform shows as done, and which rows it refuses to take back.
    private final class Desk: Sendable {
        let done = Mutex(Set<String>())
        let failing = Mutex([String: ServiceError]())

        func fail(_ native: String, _ error: ServiceError?) { failing.withLock { $0[native] = error } }

        var series: EditSeries {
            EditSeries(done: "rows marked") { [self] id async throws(ServiceError) in
                done.withLock { _ = $0.insert(id.native) }
                return EditOutcome(
                    "\(id.native) marked",
                    reversal: Reversal("mark \(id.native)") { [self] () async throws(ServiceError) in
                        if let error = failing.withLock({ $0[id.native] }) { throw error }
                        done.withLock { _ = $0.remove(id.native) }
                        return EditOutcome("\(id.native) unmarked")
                    })
            }
        }

        var left: [String] { done.withLock { $0.sorted() } }
    }

    private static let ids = ["a", "b", "c"].map { ResourceID("dmds", .contact, $0) }

    @Test func `one that has changed since stays, the others are taken back, and it can be tried again`()
        async throws
    {
        let desk = Desk()
        let reversal = try #require(try await desk.series.perform(Self.ids).reversal)
        desk.fail("c", ServiceError(.conflict, "c has changed since."))
        let part = try await reversal.undo()
        #expect(desk.left == ["c"] && part.message == "only 2 of 3 taken back" && !part.isAsWished)
        #expect(part.undone == [Self.ids[2]] && part.findings == ["mark c: c has changed since."])
        desk.fail("c", nil)
        let rest = try await #require(part.rest).undo()
        #expect(desk.left.isEmpty && rest.rest == nil)
    }

    @Test func `where the platform cannot be reached the rest is not tried, and stays`() async throws {
        let desk = Desk()
        let reversal = try #require(try await desk.series.perform(Self.ids).reversal)
        desk.fail("b", ServiceError(.unreachable, "Nothing answers."))
        let part = try await reversal.undo()
        #expect(desk.left == ["a", "b"] && part.undone == Array(Self.ids.prefix(2)))
        desk.fail("b", nil)
        _ = try await #require(part.rest).undo()
        #expect(desk.left.isEmpty)
    }

    @Test func `where none is taken back it fails, and all of it can be tried again`() async throws {
        let desk = Desk()
        let reversal = try #require(try await desk.series.perform(Self.ids).reversal)
        desk.fail("c", ServiceError(.unreachable, "Nothing answers."))
        let error = await #expect(throws: ServiceError.self) { try await reversal.undo() }
        #expect(error?.code == .unreachable && desk.left == ["a", "b", "c"])
        desk.fail("c", nil)
        _ = try await reversal.undo()
        #expect(desk.left.isEmpty)
    }
}
