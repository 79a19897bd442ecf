import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct WarmUpTests {
    private let day = Date(timeIntervalSince1970: 20_000 * 86_400)

    @Test func `each day has its own cap, and after the last there is none`() throws {
        let plan = try WarmUp("500,1000,2000", from: day)
        #expect((0..<5).map { plan.cap(on: 20_000 + $0) } == [500, 1000, 2000, nil, nil])
        #expect(plan.cap(on: 19_990) == 500, "a clock that went back")
    }

    @Test(arguments: [
        (500, 0, 1), (501, 0, 2), (500, 1, 2), (1500, 0, 2), (3500, 0, 3), (3501, 0, 4), (1_000_000, 0, 4),
        (0, 0, 1),
    ])
    func `so many messages take so many days`(_ count: Int, _ used: Int, _ days: Int) throws {
        let plan = try WarmUp("500,1000,2000", from: day)
        #expect(plan.days(for: count, used: used, on: 20_000) == days)
    }

    @Test(arguments: ["", "500,", "0", "-5", "a", "5 000", "500,,1000"])
    func `what is no list of numbers is refused`(_ text: String) {
        let fault = #expect(throws: ServiceError.self) { try WarmUp(text, from: day) }
        #expect(fault?.code == .invalid)
    }
}
