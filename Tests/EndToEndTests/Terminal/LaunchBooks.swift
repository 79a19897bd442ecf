import Foundation
import GRDB
import Platform
import ServiceCore
import Testing

/// What the database says of the newest launch, beside what the sandbox has written down in its own file.
///
/// The sample has launches of its own; the newest campaign is the one that a test made.
struct LaunchBooks {
    let state: String
    let audience: Int
    /// How many deliveries are in each state; states without any are absent.
    let partition: [DeliveryState: Int]
    private let sentTo: [String]
    private let taken: [SandboxRecord.Entry]

    init(_ desk: BoardDesk) throws {
        let campaigns = try desk.rows("campaign list")
        let campaign = try #require(campaigns.max { Self.number($0) < Self.number($1) })
        state = try #require(campaign["state"] as? String)
        // Not known before the launch.
        audience = campaign["audience_size"] as? Int ?? 0
        let deliveries = try Self.deliveries(desk)
        let own = Set(deliveries.map(\.id))
        taken = try Self.record(desk).filter { own.contains($0.delivery) }
        partition = Dictionary(deliveries.map { ($0.state, 1) }, uniquingKeysWith: +)
        sentTo = deliveries.filter { [.accepted, .delivered, .bounced].contains($0.state) }.map(\.address)
    }

    private static func number(_ row: [String: Any]) -> Int {
        (row["id"] as? String).flatMap(Int.init) ?? 0
    }

    /// Read beneath the program, which might tell itself stories.
    private static func deliveries(_ desk: BoardDesk) throws
        -> [(id: Int64, address: String, state: DeliveryState)]
    {
        try desk.database().read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT d.id, d.address, d.state FROM delivery d JOIN batch b ON b.id = d.batch
                    WHERE b.campaign = (SELECT max(id) FROM campaign)
                    """)
            return try rows.map { row in
                (row["id"], row["address"], try #require(StoredDeliveryState(rawValue: row["state"])).part)
            }
        }
    }

    private static func record(_ desk: BoardDesk) throws -> [SandboxRecord.Entry] {
        try SandboxRecord(in: DataDirectory(URL(filePath: desk.data))).entries()
    }

    /// What the sandbox took of the newest launch.
    static func taken(_ desk: BoardDesk) throws -> [SandboxRecord.Entry] {
        let own = Set(try deliveries(desk).map(\.id))
        return try record(desk).filter { own.contains($0.delivery) }
    }

    /// Each message that the sandbox took is another person's, and the database knows it.
    func expectNobodyTwice() {
        #expect(Set(taken.map(\.address)).count == taken.count)
        #expect(Set(taken.map(\.delivery)).count == taken.count)
        #expect(Set(taken.map(\.address)).isSubset(of: sentTo))
    }
}
