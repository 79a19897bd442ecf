import Foundation
import GRDB
import Platform
import ServiceCore
import Testing

/// What the database says of the only launch, beside what the sandbox has written down in its own file.
struct LaunchBooks {
    let state: String
    let audience: Int
    /// How many deliveries are in each state; states without any are absent.
    let partition: [DeliveryState: Int]
    private let sentTo: [String]
    private let taken: [SandboxRecord.Entry]

    init(_ desk: BoardDesk) throws {
        let campaign = try #require(
            try desk.rows("campaign list").first { ($0["launched"] as? String) != nil })
        state = try #require(campaign["state"] as? String)
        audience = try #require(campaign["audience_size"] as? Int)
        taken = try Self.taken(desk)
        let deliveries = try Self.deliveries(desk)
        partition = Dictionary(deliveries.map { ($0.state, 1) }, uniquingKeysWith: +)
        sentTo = deliveries.filter { [.accepted, .delivered, .bounced].contains($0.state) }.map(\.address)
    }

    /// Read beneath the program, which might tell itself stories.
    private static func deliveries(_ desk: BoardDesk) throws -> [(address: String, state: DeliveryState)] {
        try desk.database().read { db in
            try Row.fetchAll(db, sql: "SELECT address, state FROM delivery").map { row in
                (row["address"], try #require(StoredDeliveryState(rawValue: row["state"])).part)
            }
        }
    }

    static func taken(_ desk: BoardDesk) throws -> [SandboxRecord.Entry] {
        try SandboxRecord(in: DataDirectory(URL(filePath: desk.data))).entries()
    }

    /// Each message that the sandbox took is another person's, and the database knows it.
    func expectNobodyTwice() {
        #expect(Set(taken.map(\.address)).count == taken.count)
        #expect(Set(taken.map(\.delivery)).count == taken.count)
        #expect(Set(taken.map(\.address)).isSubset(of: sentTo))
    }
}
