import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// The search against a look at every contact.
@Suite struct ContactSearchTests {
    @Test func `any piece of any text finds exactly those who have it`() async throws {
        let bench = try await ContactBench(contacts: 2_500)
        let everybody = try await bench.everybody()
        var generator = SeededNumbers(seed: 11)
        for _ in 0..<150 {
            let contact = try #require(everybody.randomElement(using: &generator))
            let text =
                [contact.email, contact.fullName, contact.phone].randomElement(using: &generator) ?? ""
            let word = Self.piece(of: text, using: &generator)
            guard !word.isEmpty else { continue }
            let filter = Filter([FilterTerm(.anywhere(word))])
            let expected = everybody.count { ContactReference.passes($0, word: word) }
            #expect(try await bench.list.count?(filter) == expected, "“\(word)”")
        }
    }

    @Test(arguments: [
        "q", "xq", "zzz", "nobody@nowhere.test", "m ma", "com+1", "%", "_", "*", "?", "[", "\"", "'", "%@%",
        "a*b", "\"ana\"", "ana OR ana", "-ana", "ana*", "\\",
    ])
    func `what no text holds finds nobody, whatever stands side by side`(word: String) async throws {
        let bench = try await ContactBench(contacts: 400)
        let everybody = try await bench.everybody()
        let expected = everybody.count { ContactReference.passes($0, word: word) }
        let filter = Filter([FilterTerm(.anywhere(word))])
        #expect(try await bench.list.count?(filter) == expected)
    }

    @Test(arguments: ["\u{1}", "\n", "\t"])
    func `a control character is looked for as a blank, and matches no border`(character: String) async throws
    {
        let bench = try await ContactBench(contacts: 400)
        let blank = Filter([FilterTerm(.anywhere(" "))])
        let control = Filter([FilterTerm(.anywhere(character))])
        let border = Filter([FilterTerm(.anywhere("m\(character)"))])
        let everybody = try await bench.everybody()
        #expect(try await bench.list.count?(control) == bench.list.count?(blank))
        #expect(
            try await bench.list.count?(border) == everybody.count { ContactReference.passes($0, word: "m ") }
        )
    }

    @Test func `case and accents are folded on both sides`() async throws {
        let bench = try await ContactBench(contacts: 0)
        for (first, last, email) in [
            ("José", "Núñez", "j@example.com"), ("Søren", "Øvergård", "s@example.com"),
        ] {
            try await bench.fixture.create(
                .contact,
                ["account": "marta@acme.example", "email": email, "first_name": first, "last_name": last])
        }
        for (word, count) in [
            ("JOSE", 1), ("núñez", 1), ("nunez", 1), ("soren", 1), ("ØVER", 1), ("example", 2),
        ] {
            #expect(try await bench.list.count?(bench.filter(word)) == count, "\(word)")
        }
    }

    /// What a filter says, and the same as code.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let text: String
        let passes: @Sendable (Contact) -> Bool
        var testDescription: String { text }

        init(_ text: String, _ passes: @escaping @Sendable (Contact) -> Bool) {
            self.text = text
            self.passes = passes
        }
    }

    static let expectations: [Expectation] = [
        Expectation("ana -example.com") { passes($0, "ana") && !passes($0, "example.com") },
        Expectation("email:smi") { TextFolding.fold($0.email).contains("smi") },
        Expectation("name:smi") { TextFolding.fold($0.fullName).contains("smi") },
        Expectation("-name:a") { !TextFolding.fold($0.fullName).contains("a") },
        Expectation("name:=\"Ana Smith\"") { $0.fullName == "Ana Smith" },
        Expectation("phone:0000012") { $0.phone.contains("0000012") },
        Expectation("state:invalid") { $0.isInvalid },
        Expectation("-state:active") { ServiceCore.Row($0)["state"].plainText != "active" },
        Expectation("state:active") { ServiceCore.Row($0)["state"].plainText == "active" },
        Expectation("whitelisted:yes") { $0.isWhitelisted },
        Expectation("whitelisted:no an") { !$0.isWhitelisted && passes($0, "an") },
        Expectation("age:>60") { $0.age ?? 0 > 60 },
        Expectation("age:<=20 example.net") { $0.age ?? 99 <= 20 && passes($0, "example.net") },
        Expectation("hard_bounces:>0") { ($0.hardBounces ?? 0) > 0 },
        Expectation("hard_bounces:2") { $0.hardBounces == 2 },
        Expectation("hard_bounces:0") { $0.hardBounces == 0 },
        Expectation("-hard_bounces:>=1") { $0.hardBounces == 0 },
        Expectation("soft_bounces:<1") { ($0.softBounces ?? 0) < 1 },
        Expectation("soft_bounces:>=1") { ($0.softBounces ?? 0) >= 1 },
        Expectation("groups:newsletter") { $0.groups.contains("newsletter") },
        Expectation("groups:reunion") { $0.groups.contains("Réunion") },
        Expectation("groups:=réunion") { $0.groups.contains("Réunion") },
        Expectation("groups:=reunion") { _ in false },
        Expectation("recipient_status:inactive") { $0.recipientStatus == "inactive" },
        Expectation("-groups:list") { !$0.groups.contains { $0.contains("list") } },
        Expectation("account:acme") { $0.account.contains("acme") },
        Expectation("-account:acme z") { !$0.account.contains("acme") && passes($0, "z") },
        Expectation("fields:gold") { $0.customFields["plan"] == "gold" },
        Expectation("first_name:jose") { TextFolding.fold($0.firstName).contains("jose") },
        Expectation("sex:F") { $0.sex == "F" },
        Expectation("suppression:complaint") { $0.suppression == .complaint },
        Expectation("platform:other") { _ in false },
        Expectation("numid:7") { $0.numid == 7 },
        Expectation("operation:Alta") { $0.operation == "Alta" },
        Expectation("invalid_reason:bounces") { $0.invalidReason.contains("bounces") },
        Expectation("last_event:view") { $0.lastEvent == "view" },
    ]

    @Test(arguments: expectations)
    func `each term of a filter keeps whom it names`(expectation: Expectation) async throws {
        let text = expectation.text
        let bench = try await ContactBench(contacts: 1_200)
        let expected = try await bench.everybody().filter(expectation.passes).map(\.id)
        let filter = try bench.filter(text)
        let page = try await bench.page(text, by: RowOrder("created"), limit: 2_000)
        #expect(page.items.map(\.id) == expected)
        #expect(try await bench.list.count?(filter) == expected.count)
    }

    @Test func `dates compare, and who has no event is not before any`() async throws {
        let bench = try await ContactBench(contacts: 1_200)
        let everybody = try await bench.everybody()
        let day = bench.fixture.clock.now.addingTimeInterval(-90 * 86_400)
        let after = everybody.count { $0.lastEventAt.map { $0 >= day } ?? false }
        let before = everybody.count { $0.lastEventAt.map { $0 < day } ?? false }
        #expect(try await bench.list.count?(bench.filter("since:90d")) == after)
        #expect(try await bench.list.count?(bench.filter("last_event_at:<90d")) == before)
        #expect(before > 0 && after > 0)
    }

    @Test func `edits are found at once, and after the index is made anew`() async throws {
        let bench = try await ContactBench(contacts: 1_500)
        let row = try #require(try await bench.page("", by: RowOrder("name")).items.first)
        try await bench.fixture.edit(row, ["first_name": "Zebulon", "last_name": "Quux"])
        #expect(try await bench.page("zebulon").items.map(\.id) == [row.id])
        try await bench.fixture.store.write { db in try ContactIndices.text.rebuild(in: db) }
        #expect(try await bench.page("quux").items.map(\.id) == [row.id])
        let changed = try #require(try await bench.page("quux").items.first)
        _ = try await bench.fixture.delete([changed])
        #expect(try await bench.page("quux").items.isEmpty)
    }

    private static func piece(of text: String, using generator: inout SeededNumbers) -> String {
        let characters = Array(text)
        guard !characters.isEmpty else { return "" }
        let length = Int.random(in: 1...min(6, characters.count), using: &generator)
        let start = Int.random(in: 0...(characters.count - length), using: &generator)
        return String(characters[start..<start + length])
    }
}

private func passes(_ contact: Contact, _ word: String) -> Bool {
    ContactReference.passes(contact, word: word)
}
