import Foundation
import ServiceCore
import Testing

@testable import Platform

/// The long size: `SENDBOARD_LONG=1000000 swift test -c release --filter ContactSpeedTests`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["SENDBOARD_LONG"] != nil))
struct ContactSpeedTests {
    private static let size = Int(ProcessInfo.processInfo.environment["SENDBOARD_LONG"] ?? "") ?? 1_000_000
    private static let bench = Task { try await ContactBench(contacts: max(size, 1_000)) }

    @Test(arguments: [
        "", "a", "zoe", "xqxq", "state:inactive", "state:invalid", "age:87", "age:87 sex:M", "age:200",
        "groups:spring", "groups:nobody", "whitelisted:yes", "since:1h", "first_name:ana", "last_name:xqxq",
        "numid:7", "invalid_reason:xqxq", "suppression:complaint", "recipient_status:inactive",
        "hard_bounces:9", "sex:X", "operation:Baja", "fields:silver",
    ])
    func `the first screen of any filter is there within 50 ms in every order`(filter: String) async throws {
        let bench = try await Self.bench.value
        for key in ContactOrder.Key.allCases {
            // A write of another connection empties what windows remember.
            try await bench.fixture.store.setMeta(.rules, to: "{\"\(filter.count)\":\"\(key)\"}")
            let start = ContinuousClock.now
            let page = try await bench.page(filter, by: RowOrder(key.rawValue), limit: 40)
            let time = ContinuousClock.now - start
            #expect(time < .milliseconds(50), "“\(filter)” by \(key): \(page.items.count) rows after \(time)")
        }
    }
}
