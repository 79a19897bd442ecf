import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct AddressKeysTests {
    private static let decomposed = "re\u{301}mi@a.example"
    private static let composed = "r\u{E9}mi@a.example"

    private func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    @Test(arguments: [[decomposed, composed], [composed, decomposed]])
    func `two spellings of one address become the older contact`(emails: [String]) async throws {
        let opened = try OldDirectory(
            """
            \(OldDirectory.contacts(emails[0], emails[1]))
            UPDATE contact SET first_name = 'Rémi', whitelisted_at = 5 WHERE id = 1;
            UPDATE contact SET last_name = 'Roux', invalid_at = 7, invalid_why = 'hard bounces', allows_sms = 0,
                hard_count = 2, phone = '+34600123456', fields = '{"plan":"oro"}' WHERE id = 2;
            INSERT INTO grp (id, account, name, created_at) VALUES (1, 1, 'vip', 0), (2, 1, 'new', 0);
            INSERT INTO grp_member VALUES (1, 1), (2, 2), (1, 2);
            INSERT INTO event (account, kind, at, contact, source) VALUES (1, 2, 0, 2, 'board');
            """
        ).open()
        #expect(try await opened.texts("SELECT id FROM contact") == ["1"])
        #expect(bytes(try await opened.texts("SELECT email FROM contact")) == bytes([Self.composed]))
        #expect(
            try await opened.texts(
                """
                SELECT first_name || ' ' || last_name || ' ' || invalid_why || ' ' || coalesce(whitelisted_at, '-')
                || ' ' || allows_sms || ' ' || hard_count || ' ' || phone || ' ' || fields FROM contact
                """) == [#"Rémi Roux hard bounces - 0 2 +34600123456 {"plan":"oro"}"#])
        #expect(
            try await opened.texts("SELECT grp FROM grp_member WHERE contact = 1 ORDER BY grp") == ["1", "2"])
        #expect(try await opened.texts("SELECT member_count FROM grp ORDER BY id") == ["1", "1"])
        #expect(try await opened.texts("SELECT contact FROM event") == ["1"])
        #expect(try await opened.texts("SELECT action || ' ' || target FROM audit") == ["merge 2"])
        #expect(try await opened.texts("SELECT before FROM audit")[0].contains("Roux"))
        let notice = try #require(try await opened.takeUpgradeNotice())
        #expect(notice.contains("merged 1 pair of contacts that were one person (rémi@a.example)"))
        #expect(try await opened.takeUpgradeNotice() == nil)
    }

    @Test func `what was written stays beside the key`() async throws {
        let opened = try OldDirectory(
            OldDirectory.contacts(Self.decomposed, "info@münchen.example", "kim@a.example")
        ).open()
        #expect(
            bytes(try await opened.texts("SELECT email FROM contact ORDER BY id"))
                == bytes([Self.composed, "info@xn--mnchen-3ya.example", "kim@a.example"]))
        #expect(
            bytes(try await opened.texts("SELECT email_written FROM contact ORDER BY id"))
                == bytes([Self.decomposed, "info@münchen.example", ""]))
        #expect(try await opened.texts("SELECT rev FROM contact WHERE id = 3") == ["1"])
        #expect(try await opened.takeUpgradeNotice() == nil)
    }

    @Test(arguments: [
        "zed\u{200B}@a.example", "zed@192.0.2.1", "zed@example.123", "ze..d@a.example",
        "zed@xn--zzzz.example",
    ])
    func `an address that cannot be sent to stays and is invalid`(email: String) async throws {
        let opened = try OldDirectory(OldDirectory.contacts(email, "kim@a.example")).open()
        #expect(
            bytes(try await opened.texts("SELECT email FROM contact ORDER BY id"))
                == bytes([email, "kim@a.example"]))
        #expect(
            try await opened.texts("SELECT invalid_why FROM contact ORDER BY id") == ["address unusable", ""])
        let notice = try #require(try await opened.takeUpgradeNotice())
        #expect(notice.contains("marked 1 contact whose address cannot be sent to as invalid"))
        let found = try await opened.store.read { db in
            try ContactTable(connection: "embedded").find(byKey: email.uppercased(), in: db)
        }
        #expect(found?.id.native == "1")
    }

    @Test func `a suppression holds for the contact whose address is spelt otherwise`() async throws {
        let opened = try OldDirectory(
            """
            \(OldDirectory.contacts(Self.composed, "info@xn--mnchen-3ya.example"))
            INSERT INTO suppression (account, channel, address, reason, at) VALUES
                (1, 'email', '\(Self.decomposed)', 'complaint', 1), (NULL, 'email', 'info@münchen.example', 'manual', 2);
            """
        ).open()
        #expect(
            try await opened.texts("SELECT state FROM contact ORDER BY id") == ["suppressed", "suppressed"])
    }

    @Test func `of two entries in force the stricter stays`() async throws {
        let opened = try OldDirectory(
            """
            INSERT INTO suppression (id, account, channel, address, reason, at) VALUES
                (1, 1, 'email', '\(Self.composed)', 'bounce', 1), (2, 1, 'email', '\(Self.decomposed)', 'complaint', 2),
                (3, 1, 'email', 'a@münchen.example', 'bounce', 3), (4, 1, 'email', 'a@xn--mnchen-3ya.example', 'bounce', 4);
            """
        ).open()
        #expect(
            try await opened.texts("SELECT id FROM suppression WHERE lifted_at IS NULL ORDER BY id") == [
                "2", "3",
            ])
        #expect(
            try await opened.texts(
                "SELECT lifted_why FROM suppression WHERE lifted_at IS NOT NULL ORDER BY id")
                == ["the same address as entry 2", "the same address as entry 3"])
    }

    @Test func `recipients and the whitelist are of the address too`() async throws {
        let opened = try OldDirectory(
            """
            \(OldDirectory.contacts(Self.composed))
            INSERT INTO recipient (account, address, status, changed_at) VALUES
                (1, '\(Self.composed)', 'active', 1), (1, '\(Self.decomposed)', 'inactive', 2);
            INSERT INTO whitelist VALUES (1, '\(Self.decomposed)', 1), (1, 'b@münchen.example', 2);
            """
        ).open()
        #expect(try await opened.texts("SELECT status FROM recipient") == ["inactive"])
        #expect(try await opened.texts("SELECT state FROM contact") == ["inactive"])
        #expect(try await opened.texts("SELECT whitelisted_at FROM contact") == [""])
        #expect(try await opened.texts("SELECT address FROM whitelist") == ["b@xn--mnchen-3ya.example"])
    }

    @Test func `what went to an address is found by its key, and is sent to once`() async throws {
        let opened = try OldDirectory(
            """
            INSERT INTO batch (id, uuid, account, channel, created_at) VALUES (1, 'b', 1, 'email', 0);
            INSERT INTO submission (id, batch, source, sender, created_at) VALUES (1, 1, 'board', 'ops@münchen.example', 0);
            INSERT INTO delivery (id, submission, batch, ordinal, address, state, next_at, changed_at) VALUES
                (1, 1, 1, 1, '\(Self.decomposed)', 5, NULL, 0), (2, 1, 1, 2, '\(Self.composed)', 1, 0, 0);
            INSERT INTO event (account, kind, at, address, source) VALUES (1, 20, 0, '\(Self.decomposed)', 'edit');
            """
        ).open()
        #expect(
            bytes(try await opened.texts("SELECT address FROM delivery UNION ALL SELECT address FROM event"))
                == bytes([Self.composed, Self.composed, Self.composed]))
        #expect(
            bytes(try await opened.texts("SELECT written FROM delivery WHERE id = 1"))
                == bytes([Self.decomposed]))
        #expect(try await opened.texts("SELECT is_duplicate FROM delivery ORDER BY id") == ["0", "1"])
        #expect(try await opened.texts("SELECT sender FROM submission") == ["ops@xn--mnchen-3ya.example"])
    }

    @Test func `names that have become one keep apart by a number`() async throws {
        let opened = try OldDirectory(
            """
            INSERT INTO grp (account, name, created_at) VALUES (1, 'ΟΔΟΣ', 0), (1, 'οδος', 0), (1, 'Año', 0), (1, 'Ano', 0);
            INSERT INTO template (account, name, created_at, updated_at) VALUES (1, 'Hi', 0, 0), (1, 'HI', 0, 0), (1, 'hi (2)', 0, 0);
            INSERT INTO global_variable (account, name, value, created_at) VALUES (1, 'an\u{303}o', '1', 0);
            """
        ).open()
        #expect(
            try await opened.texts("SELECT name FROM grp ORDER BY id") == ["ΟΔΟΣ", "οδος (2)", "Año", "Ano"])
        #expect(
            try await opened.texts("SELECT name FROM template ORDER BY id") == ["Hi", "HI (2)", "hi (2) (2)"])
        #expect(bytes(try await opened.texts("SELECT name FROM global_variable")) == bytes(["a\u{F1}o"]))
        #expect(try await opened.takeUpgradeNotice()?.contains("group “οδος” to “οδος (2)”") == true)
    }

    @Test func `a search finds final sigma in rows of before`() async throws {
        let opened = try OldDirectory(
            """
            \(OldDirectory.contacts("kim@a.example"))
            UPDATE contact SET last_name = 'Βορράς', search = 'kim@a.example\u{1}βορρας\u{1}';
            """
        ).open()
        #expect(try await opened.texts("SELECT search FROM contact") == ["kim@a.example\u{1}βορρασ\u{1}"])
    }

    @Test func `a copy of the file is kept as it was`() throws {
        let old = try OldDirectory(OldDirectory.contacts(Self.decomposed))
        try old.open().store.close()
        let copy = try #require(old.directory.files.newestBackup)
        let emails = try PlainDatabase(at: copy).read {
            try String.fetchAll($0, "SELECT email FROM contact")
        }
        #expect(bytes(emails) == bytes([Self.decomposed]))
    }
}
