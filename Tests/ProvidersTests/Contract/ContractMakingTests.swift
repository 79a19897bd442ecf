import Platform
import ServiceCore
import Testing

/// What a wire API's client makes and deletes on a real server is there and gone for the server's own people, too.
@Suite struct ContractMakingTests {
    /// What is typed into a field that must be filled, or makes a row its own.
    private static let typed: [FieldID: String] = [
        "address": "made@shop.example", "username": "made@shop.example", "password": "another 1",
        "company": "Made", "phone": "+1 603 555 0199", "domain": "made.shop.example",
        "email": "made@mail.example",
        "name": "made", "value": "made", "title": "made", "type": "api", "subject": "made",
        "sender": "news@shop.example", "text": "made", "audience": "+12065550142", "hourly_limit": "5",
        "total_limit": "50",
    ]
    /// The server calls a webhook's address before it takes it, which tests of helpers hold.
    private static let calling: Set<ResourceKind> = [.webhook]

    @Test(arguments: ["dyn", "sendclean", "dmds", "smsdrop"])
    func `what a client makes is there for the platform, and what it deletes is gone`(kind: String)
        async throws
    {
        let served = try await ServedPlatform(kind)
        var made = 0
        for (kind, rows) in served.connection.resources where !Self.calling.contains(kind) {
            // A recipient that Dyn activates is no contact of the account.
            if served.connection.id == "dyn", kind == .contact { continue }
            guard let create = rows.operations.create else { continue }
            let form = try await create.form(nil)
            var values = FormValues()
            for field in form.fields { values[field.id] = Self.typed[field.id] ?? field.value }
            if served.connection.id == "smsdrop" {
                (values["sender"], values["type"]) = ("Shop", "sms-plain")
            }
            let name = "\(served.connection.platform) \(kind.rawValue)"
            let before = try await count(kind, served)
            let outcome = try await create.submit(nil, values)
            #expect(try await count(kind, served) == before + 1, "\(name): \(outcome.message)")
            made += 1
            guard let row = outcome.rows.first, let delete = rows.operations.delete else { continue }
            _ = try await delete.perform([row.id])
            #expect(try await count(kind, served) == before, "\(name) is deleted")
        }
        #expect(made > 0)
    }

    private func count(_ kind: ResourceKind, _ served: ServedPlatform) async throws -> Int {
        let list = try #require(served.platform.connection.resources[kind]?.operations.list)
        return try await list.page(ListRequest(limit: 1000)).items.filter {
            $0["state"].plainText != "lifted"
        }.count
    }

    @Test(arguments: ["dyn", "sendclean", "dmds", "smsdrop"])
    func `every list of a client is read from the server`(kind: String) async throws {
        let served = try await ServedPlatform(kind)
        let lists = ContractStage.listed(served.connection)
        #expect(!lists.isEmpty)
        for kind in lists {
            let rows = try await ContractStage.rows(kind, of: served.connection)
            for row in rows { #expect(!row.name.isEmpty, "\(kind.rawValue)") }
        }
        _ = try await served.connection.check?()
        _ = try await served.connection.trace?("never@mail.example")
    }
}
