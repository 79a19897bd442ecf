import Providers
import ServiceCore
import Testing

@testable import Platform

/// Failures by their codes, whatever the platform says in its own words.
extension ContractServedTests {
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

    static let unknown: [ResourceKind: String] = [
        .account: "nobody@shop.example", .sender: "nobody@shop.example", .suppression: "nobody@mail.example",
        .contact: "nobody@mail.example", .trackingDomain: "nowhere.example",
        .sendingDomain: "nowhere.example",
        .variable: "nothing", .batch: "3b241101-e2bb-4255-8caf-4136c566a962",
        .campaign: "3b241101-e2bb-4255-8caf-4136c566a962",
    ]
    /// Dyn has a status for whoever is asked about.
    static let alwaysKnown: Set = ["dyn contact"]

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

    static let mail = [
        "title": "Made", "type": "api", "subject": "Made", "sender": "news@shop.example",
    ]
    static let text = [
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
}
