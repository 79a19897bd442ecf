import Foundation
import ServiceCore
import Testing

@Suite struct SecretTests {
    private static let text = "hunter2-TOP"
    private let secret = Secret(SecretTests.text)

    private struct Carrier: Encodable {
        let name = "relay"
        let password: Secret
        let others: [Secret?]
    }

    private var carrier: Carrier { Carrier(password: secret, others: [secret, nil]) }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test func `no way of making text shows it`() throws {
        var user = SMTPUser(id: ResourceID("a", .smtpUser, "1"), account: "acme", name: "relay")
        user.password = secret
        let row = Row(user)
        let json = String(decoding: try JSONEncoder().encode(carrier), as: UTF8.self)
        let texts = [
            "\(secret)", "\(secret as Secret?, default: "none")", String(describing: secret),
            String(reflecting: secret), dumped(secret),
            "\(carrier)", String(reflecting: carrier), dumped(carrier), json, "\([secret])",
            "\(FieldValue.secret(secret))", FieldValue.secret(secret).plainText, "\(row)", dumped(row),
            dumped(user), RowJSON.object(row), RowCSV.line(row, fields: row.schema.fields.map(\.id)),
            "\(EditOutcome.Revelation("key", secret))",
        ]
        for text in texts { #expect(!text.contains("hunter2")) }
    }

    @Test func `a mirror finds nothing inside`() {
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(Mirror(reflecting: carrier).descendant("password", "box", "text") == nil)
    }

    @Test func `JSON carries the mask`() throws {
        let json = String(decoding: try JSONEncoder().encode([secret]), as: UTF8.self)
        #expect(json == "[\"\(Secret.mask)\"]")
    }

    @Test func `it is revealed on demand alone`() {
        #expect(secret.reveal() == Self.text)
    }

    @Test func `it matches itself and nothing else`() {
        #expect(secret.matches("hunter2-TOP"))
        for other in ["", "hunter2-TO", "hunter2-TOP ", "Hunter2-TOP", "hunter2-TOQ"] {
            #expect(!secret.matches(other))
        }
    }

    @Test func `equal texts are equal secrets`() {
        #expect(secret == Secret(Self.text))
        #expect(secret != Secret("other"))
        #expect(Set([secret, Secret(Self.text)]).count == 1)
    }
}
