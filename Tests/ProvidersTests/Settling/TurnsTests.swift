import ServiceCore
import Testing

@testable import Providers

/// One after the other, with what came of each.
@Suite struct TurnsTests {
    private static let refused = ServiceError(.refused, "Two is refused.")
    private static let lost = ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look first.")

    private func turns(
        _ failing: [Int: ServiceError], of count: Int = 3
    ) async throws(ServiceError) -> Turns<Int, Int> {
        try await Turns(Array(1...count), part: { EditPart(nil, "\($0)") }) { item throws(ServiceError) in
            if let error = failing[item] { throw error }
            return item
        }
    }

    @Test func `it stops at the first that fails, and says what was not tried`() async throws {
        let turns = try await turns([2: Self.lost])
        let outcome = turns.outcome(EditOutcome("1 row changed"))
        #expect(turns.values == [1])
        #expect(outcome.message == "1 of 3 done, then: The answer was lost.")
        #expect(outcome.findings == ["2: The answer was lost. Look first.", "3: not tried"])
        let shortfall = try #require(outcome.shortfall)
        #expect(shortfall.count == 3 && shortfall.done == "1 row changed")
        #expect(shortfall.failures.map(\.wasTried) == [true, false])
    }

    @Test func `where it is to keep going, only what concerns all stops it`() async throws {
        let going = try await Asking.keepingGoing(true) { () async throws(ServiceError) in
            try await turns([2: Self.lost])
        }
        #expect(going.values == [1, 3] && going.failures.map(\.part.name) == ["2"])
        let stopped = try await Asking.keepingGoing(true) { () async throws(ServiceError) in
            try await turns([2: ServiceError(.unauthorized, "The key is refused.")])
        }
        #expect(stopped.values == [1] && stopped.failures.map(\.wasTried) == [true, false])
    }

    @Test func `where nothing was done the first failure says what came of each`() async throws {
        let error = try await #require(throws: ServiceError.self) { try await turns([1: Self.refused]) }
        #expect(error.code == .refused && error.shortfall?.failures.map(\.wasTried) == [true, false, false])
        let alone = try await #require(throws: ServiceError.self) {
            try await turns([1: Self.refused], of: 1)
        }
        #expect(alone == Self.refused)
    }
}
