import Providers
import ServiceCore
import Testing

@testable import Platform

/// What the contract asks of every client holds against a real server as against a scripted one.
@Suite struct ContractServedTests {
    static let kinds = PlatformRegistry.all.map(\.kind)

    /// More rows than any page of the platform has.
    @Test(arguments: [
        ("dyn", ResourceKind.sender, 61), ("sendclean", .smtpUser, 61),
        ("dmds", .group, 61),
    ])
    func `a list longer than a page is read whole, each row once`(
        kind: String, rows: ResourceKind, count: Int
    ) async throws {
        let served = try await ServedPlatform(kind)
        let before = try await ContractStage.rows(rows, of: served.connection).count
        try await served.make(rows, (0..<count).map { Self.values(rows, $0) })
        let ids = try await ContractStage.rows(rows, of: served.connection).map(\.id)
        #expect(ids.count == before + count)
        #expect(Set(ids).count == ids.count)
    }

    static func values(_ kind: ResourceKind, _ number: Int) -> [String: String] {
        switch kind {
        case .sender: ["address": "s\(number)@shop.example"]
        case .smtpUser: ["hourly_limit": "5", "total_limit": "50"]
        default: ["name": "n\(number)"]
        }
    }

    /// smsdrop keeps no drafts; the last of these are made without being launched, for lack of credit.
    @Test func `campaigns beyond a page of a hundred are read whole`() async throws {
        let served = try await ServedPlatform("smsdrop")
        let create = try #require(served.connection.resources[.campaign]?.operations.create)
        for number in 0..<103 {
            _ = try await create.submit(
                nil, FormValues(Self.text.merging(["title": "n\(number)"]) { $1 }))
        }
        let rows = try await ContractStage.rows(.campaign, of: served.connection)
        #expect(Set(rows.map(\.name)).count == 103)
    }

    @Test func `suppressions beyond a page of five hundred are read whole`() async throws {
        let served = try await ServedPlatform("dyn")
        let create = try #require(served.connection.resources[.suppression]?.operations.create)
        let addresses = (0..<503).map { "p\($0)@mail.example" }.joined(separator: ", ")
        _ = try await create.submit(nil, FormValues(["address": addresses]))
        let rows = try await ContractStage.rows(.suppression, of: served.connection)
        #expect(Set(rows.map(\.name)).count == 504)
        let count = try #require(served.connection.resources[.suppression]?.operations.list?.count)
        #expect(try await count(.all) == 504)
    }

    @Test func `events beyond a page are read whole`() async throws {
        let served = try await ServedPlatform("dmds")
        try await served.make(.contact, (0..<130).map { ["email": "p\($0)@mail.example"] })
        let contacts = try #require(served.platform.connection.resources[.contact]?.operations)
        let ids = try await contacts.list?.page(ListRequest(limit: 1000)).items.map(\.id) ?? []
        let invalidate = try #require(contacts.actions.first { $0.name == "invalidate" })
        _ = try await invalidate.perform(ids, FormValues())
        let events = try await ContractStage.rows(.event, of: served.connection)
        #expect(Set(events.map { $0["person"].plainText }).count == ids.count)
        #expect(try await ContractStage.rows(.contact, of: served.connection).count == ids.count)
    }

    /// The lists that the platform is asked for; what is kept in memory asks nobody.
    static func asking(_ connection: Connection) -> [ResourceKind] {
        let kept = ["sendclean event", "dmds batch"]
        return ContractStage.listed(connection).filter { !kept.contains("\(connection.id) \($0.rawValue)") }
    }

    /// What smsdrop makes is sent at once, so that making it is confirmed as a launch is.
    @Test func `what sends as soon as it is made is confirmed behind every wrapper`() async throws {
        let served = try await ServedPlatform("smsdrop")
        let create = try #require(served.connection.resources[.campaign]?.operations.create)
        #expect(create.confirmation(FormValues(Self.text)).level >= 2)
    }

    @Test(arguments: kinds)
    func `a cancelled list says so at once, and the next one is read`(kind: String) async throws {
        let served = try await ServedPlatform(kind)
        let connection = served.connection
        for list in Self.asking(connection) {
            let cancelled = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await ContractStage.error {
                    _ = try await ContractStage.rows(list, of: connection)
                }
            }
            #expect(try await cancelled.value?.code == .cancelled, "\(kind) \(list.rawValue)")
            _ = try await ContractStage.rows(list, of: connection)
        }
    }

    @Test(arguments: kinds)
    func `a read-only connection reads everything and offers no write`(kind: String) async throws {
        let served = try await ServedPlatform(kind)
        let connection = try served.connect(isReadOnly: true)
        #expect(connection.isReadOnly && connection.messages == nil)
        for (rows, operations) in connection.resources.map({ ($0, $1.operations) }) {
            #expect(operations.create == nil && operations.update == nil && operations.delete == nil)
            #expect(operations.actions.allSatisfy { $0.effect == .check })
            guard operations.list != nil else { continue }
            let same = try await ContractStage.rows(rows, of: served.connection).map(\.id)
            #expect(try await ContractStage.rows(rows, of: connection).map(\.id) == same)
        }
    }

    /// What a platform's specification has no call for is nowhere on the board.
    @Test(arguments: [
        ("dyn", [ResourceKind.smtpUser, .trackingDomain, .campaign, .group, .webhook]),
        ("sendclean", [.sender, .contact, .campaign, .suppression, .group]),
        ("dmds", [.sender, .smtpUser, .trackingDomain, .suppression, .webhook]),
        ("smsdrop", [.sender, .smtpUser, .contact, .suppression, .group, .event]),
    ])
    func `what a platform cannot is absent`(kind: String, absent: [ResourceKind]) async throws {
        let served = try await ServedPlatform(kind)
        for kind in absent { #expect(served.connection.resources[kind] == nil, "\(kind.rawValue)") }
        let groups = served.connection.resources[.group]?.operations
        #expect(groups?.update == nil && groups?.delete == nil)
    }
}
