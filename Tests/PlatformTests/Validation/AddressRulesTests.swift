import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct AddressRulesTests {
    static let emails: [(String, Bool)] = [
        ("kim@example.test", true), ("a.b+c@sub.example.org", true), ("kim@localhost", false),
        ("@example.org", false),
        ("kim@", false), ("kim", false), ("kim@@example.org", false), ("a@b@c.org", false),
        ("k im@example.org", false),
        ("kim@.org", false), ("kim@example..org", false), ("kim@example.", false), ("", false),
        (String(repeating: "a", count: 250) + "@b.org", false),
    ]
    static let phones: [(String, Bool)] = [
        ("+34600112233", true), ("+1234567", false), ("+12345678", true), ("+123456789012345", true),
        ("+1234567890123456", false), ("34600112233", false), ("+3460011223x", false), ("", false),
    ]

    @Test(arguments: emails)
    func `an e-mail address is usable or not, in Swift as in SQL`(_ address: String, _ isUsable: Bool) throws
    {
        #expect(AddressRules.isUsable(email: address) == isUsable)
        #expect(try inSQL(.email, address) == isUsable)
    }

    @Test(arguments: phones)
    func `a number is usable or not, in Swift as in SQL`(_ number: String, _ isUsable: Bool) throws {
        #expect(AddressRules.isUsable(phone: number) == isUsable)
        #expect(try inSQL(.sms, number) == isUsable)
    }

    private func inSQL(_ channel: Channel, _ address: String) throws -> Bool? {
        try PlainDatabase().read { db in
            try Bool.fetchOne(
                db, SQL(text: "SELECT \(SendRuleSQL.isUsable(channel, "?1"))", [address]))
        }
    }

    @Test func `numbers are read as people write them`() {
        #expect(AddressRules.normalized(phone: "+34 600-11.22 33") == "+34600112233")
        #expect(AddressRules.normalized(phone: "0034600112233") == "+34600112233")
        #expect(AddressRules.normalized(phone: "34600112233") == "+34600112233")
        #expect(AddressRules.normalized(phone: "600 11 x") == nil)
    }
}
