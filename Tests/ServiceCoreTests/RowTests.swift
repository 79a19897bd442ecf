import FoundationEssentials
import Testing

@testable import ServiceCore

@Suite struct RowTests {
    private static func user(_ change: (inout SMTPUser) -> Void = { _ in }) -> Row {
        var user = SMTPUser(id: ResourceID("a", .smtpUser, "1"), account: "acme", name: "relay")
        user.password = Secret("one")
        change(&user)
        return Row(user)
    }

    @Test func `a contact of a phone number alone is known by it`() {
        var contact = Contact(id: ResourceID("own", .contact, "1"), account: "acme", email: "")
        contact.phone = "+34600123456"
        #expect(Row(contact).name == "+34600123456")
        contact.email = "ana@a.test"
        #expect(Row(contact).name == "ana@a.test")
    }

    @Test func `a row is known by its name field`() {
        #expect(Self.user().name == "relay")
        #expect(Self.user()["nowhere"] == .none)
    }

    @Test func `changes are the fields that differ, in the schema's order`() {
        let after = Self.user {
            $0.totalLimit = 50
            $0.name = "relay2"
        }
        let changes = Row.changes(from: Self.user(), to: after)
        #expect(changes.map(\.field) == ["name", "total_limit"])
        #expect(changes.map(\.label) == ["Name", "Total limit"])
        #expect(changes.map(\.before) == [.text("relay"), .none])
        #expect(changes.map(\.after) == [.text("relay2"), .integer(50)])
    }

    @Test func `a changed secret is told of without being told`() {
        let changes = Row.changes(from: Self.user(), to: Self.user { $0.password = Secret("two") })
        #expect(changes.map(\.field) == ["password"])
        #expect(changes.map(\.after.plainText) == [Secret.mask])
    }

    @Test func `a new row changes from nothing, a deleted one to nothing`() {
        #expect(Row.changes(from: nil, to: Self.user()).contains { $0.after == .text("relay") })
        #expect(Row.changes(from: Self.user(), to: nil).allSatisfy { $0.after == .none })
        #expect(Row.changes(from: nil, to: nil).isEmpty)
        #expect(Row.changes(from: Self.user(), to: Self.user()).isEmpty)
    }

    @Test func `JSON keeps the order of the fields and escapes what steers a terminal`() {
        let variable = GlobalVariable(
            id: ResourceID("a", .variable, "1"), account: "acme", name: "x\u{1b}[31m\"", value: "a\nb\u{202e}"
        )
        #expect(
            RowJSON.object(Row(variable))
                == #"{"id":"1","connection":"a","name":"x\u001b[31m\"","value":"a\nb\u202e","account":"acme"}"#
        )
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("'=x", "''=x"), ("'x", "'x"),
        ("\u{1B}]0;x\u{7}", #"\u001b]0;x\u0007"#), ("a\u{202E}b", #"a\u202eb"#),
        ("a\u{9B}31m", #"a\u009b31m"#),
        ("a\rb", #"a\u000db"#), ("a\r\nb", "\"a\r\nb\""), ("a\tb", "a\tb"), (#"C:\users"#, #"C:\users"#),
        (#"\u001b"#, #"\\u001b"#), (#"\u0041"#, #"\u0041"#), ("\0", #"\u0000"#),
    ])
    func `a CSV cell is quoted, and never a formula`(text: String, cell: String) {
        #expect(RowCSV.cell(text) == cell)
    }

    @Test(arguments: [
        "=1", "'=1", "''=1", "'x", "x", "-", "+", "\u{1B}[31m", "\r=1", "\t=1", #"\u001b"#, #"\\u001b"#,
        #"\\\u202e\"#,
        #"\\\"#, #"\u00"#, #"\u{1b}"#, "\u{1B}\\u001b\u{202E}\\", "é\u{FEFF}日本", "\u{61C}",
    ])
    func `a CSV cell gives its text back`(text: String) {
        #expect(RowCSV.restored(RowCSV.cell(text)) == text)
    }
}

extension RowCSV {
    /// What a cell of our own export held before it was made safe, its quotes taken off.
    fileprivate static func restored(_ text: String) -> String {
        let plain = SteeringText.restored(text)
        return plain.first == "'" && looksLikeFormula(plain) ? String(plain.dropFirst()) : plain
    }
}

extension SteeringText {
    fileprivate static func restored(_ text: String) -> String {
        var rest = ArraySlice(text.unicodeScalars)
        var restored = String.UnicodeScalarView()
        while let scalar = rest.first {
            guard scalar == "\\", let length = escapedLength(rest) else {
                restored.append(scalar)
                rest.removeFirst()
                continue
            }
            let escape = rest.prefix(length)
            rest = rest.dropFirst(length)
            // One `\` writes a scalar; of more, the first was added.
            restored.append(
                contentsOf: length == 6
                    ? [number(escape.suffix(4))].compactMap(\.self) : Array(escape.dropFirst()))
        }
        return String(restored)
    }
}
