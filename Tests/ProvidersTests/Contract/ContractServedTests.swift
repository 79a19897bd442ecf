import Providers
import ServiceCore
import Testing

@testable import Platform

/// What the contract asks of every client holds against a real server as against a scripted one.
@Suite struct ContractServedTests {
    static let kinds = PlatformRegistry.all.map(\.kind)

    // MARK: Paging

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

    private static func values(_ kind: ResourceKind, _ number: Int) -> [String: String] {
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
    private static func asking(_ connection: Connection) -> [ResourceKind] {
        let kept = ["sendclean event", "dmds batch"]
        return ContractStage.listed(connection).filter { !kept.contains("\(connection.id) \($0.rawValue)") }
    }

    // MARK: Errors by code

    @Test(arguments: kinds)
    func `a wrong key is refused as one by every list, the check and the trace`(kind: String) async throws {
        let served = try await ServedPlatform(kind)
        let connection = try served.connect(isWrong: true)
        for list in Self.asking(connection) {
            let error = try await ContractStage.error {
                _ = try await ContractStage.rows(list, of: connection)
            }
            #expect(
                error?.code == .unauthorized, "\(kind) \(list.rawValue): \(error?.message ?? "it was taken")")
            if let error { expectClear(error, "\(kind) \(list.rawValue)") }
        }
        let error = try await ContractStage.error { _ = try await connection.check?() }
        #expect(error?.code == .unauthorized, "\(kind): the check")
    }

    @Test(arguments: kinds)
    func `an unknown row is found by nobody, and is neither deleted nor changed`(kind: String) async throws {
        let served = try await ServedPlatform(kind)
        for (rows, operations) in served.connection.resources.map({ ($0, $1.operations) }) {
            let place = "\(kind) \(rows.rawValue)"
            let key = Self.unknown[rows] ?? "999999"
            var found: Row?
            let error = try await ContractStage.error { found = try await operations.find?(key) }
            #expect(
                error.map { [.notFound, .invalid].contains($0.code) } ?? true, "\(place): \(error!.message)")
            if !Self.alwaysKnown.contains(place) { #expect(found == nil, "\(place) finds it") }
            guard let delete = operations.delete else { continue }
            let id = ResourceID(served.connection.id, rows, key)
            let refusal = try await ContractStage.error { _ = try await delete.perform([id]) }
            #expect(refusal?.code == .notFound, "\(place): \(refusal?.message ?? "it was deleted")")
        }
    }

    private static let unknown: [ResourceKind: String] = [
        .account: "nobody@shop.example", .sender: "nobody@shop.example", .suppression: "nobody@mail.example",
        .contact: "nobody@mail.example", .trackingDomain: "nowhere.example",
        .sendingDomain: "nowhere.example",
        .variable: "nothing", .batch: "3b241101-e2bb-4255-8caf-4136c566a962",
        .campaign: "3b241101-e2bb-4255-8caf-4136c566a962",
    ]
    /// Dyn has a status for whoever is asked about.
    private static let alwaysKnown: Set = ["dyn contact"]

    /// A value that a form takes and the platform refuses, with the line that it stands on.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let platform: String
        let kind: ResourceKind
        let values: [String: String]
        let code: ServiceError.Code
        let field: FieldID?
        var testDescription: String { "\(platform) \(kind.rawValue) \(values)" }
    }

    @Test(arguments: refusals)
    func `a refused value is told by its code on its line`(refusal: Refusal) async throws {
        let served = try await ServedPlatform(refusal.platform)
        let create = try #require(served.connection.resources[refusal.kind]?.operations.create)
        var values = FormValues()
        for field in try await create.form(nil).fields { values[field.id] = field.value }
        for (name, value) in refusal.values { values[name] = value }
        let error = try await ContractStage.error { _ = try await create.submit(nil, values) }
        #expect(error?.code == refusal.code, "\(error?.message ?? "it was taken")")
        #expect(error?.field == refusal.field, "\(error?.message ?? "")")
        if let error { expectClear(error, refusal.testDescription) }
    }

    private static let mail = [
        "title": "Made", "type": "api", "subject": "Made", "sender": "news@shop.example",
    ]
    private static let text = [
        "title": "Made", "type": "sms-plain", "sender": "Shop", "text": "Hello", "audience": "+12065550142",
    ]

    static let refusals = [
        Refusal(
            platform: "dyn", kind: .sender, values: ["address": "news@shop.example"], code: .conflict,
            field: "address"),
        Refusal(
            platform: "dyn", kind: .account,
            values: [
                "username": "ops@shop.example", "password": "another 1", "company": "Shop",
                "phone": "+1 603 555 0199",
            ], code: .conflict, field: "username"),
        Refusal(
            platform: "sendclean", kind: .trackingDomain, values: ["domain": "click.shop.example"],
            code: .invalid, field: "domain"),
        Refusal(
            platform: "sendclean", kind: .sendingDomain, values: ["domain": "no domain"], code: .invalid,
            field: "domain"),
        Refusal(
            platform: "sendclean", kind: .smtpUser, values: ["hourly_limit": "1.5", "total_limit": "50"],
            code: .invalid, field: "hourly_limit"),
        Refusal(platform: "dmds", kind: .group, values: ["name": "clients"], code: .conflict, field: "name"),
        Refusal(
            platform: "dmds", kind: .contact, values: ["email": "ana@nowhere"], code: .invalid, field: "email"
        ),
        Refusal(
            platform: "dmds", kind: .campaign, values: mail.merging(["sender": "nobody"]) { $1 },
            code: .invalid, field: "sender"),
        Refusal(
            platform: "smsdrop", kind: .campaign, values: text.merging(["sender": "A name too long"]) { $1 },
            code: .invalid, field: "sender"),
        Refusal(
            platform: "smsdrop", kind: .campaign, values: text.merging(["audience": "12"]) { $1 },
            code: .invalid, field: "audience"),
    ]

    @Test func `too few credits are told as such, with the campaign that was made`() async throws {
        let served = try await ServedPlatform("smsdrop")
        let create = try #require(served.connection.resources[.campaign]?.operations.create)
        var values = FormValues()
        for field in try await create.form(nil).fields { values[field.id] = field.value }
        for (name, value) in Self.text { values[name] = value }
        values["audience"] = (0..<101).map { "+1206555\(1000 + $0)" }.joined(separator: ",")
        let outcome = try await create.submit(nil, values)
        #expect(!outcome.isAsWished && outcome.rows.count == 1, "\(outcome.message)")
        #expect(outcome.message.contains("credit"))
    }

    // MARK: Confirmation

    /// What smsdrop makes is sent at once, so that making it is confirmed as a launch is.
    @Test func `what sends as soon as it is made is confirmed behind every wrapper`() async throws {
        let served = try await ServedPlatform("smsdrop")
        let create = try #require(served.connection.resources[.campaign]?.operations.create)
        #expect(create.confirmation(FormValues(Self.text)).level >= 2)
    }

    // MARK: Cancellation and read-only

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
