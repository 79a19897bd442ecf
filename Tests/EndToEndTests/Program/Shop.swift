import Foundation
import Testing

@testable import Platform

/// A platform with one account and its sender, made by the built program: what tests of a campaign begin with.
///
/// It lies in the folder on which a `BoardDesk` has its board.
struct Shop {
    let program: BuiltProgram
    private static let data = ["--data-dir", "data"]
    private static let account = "kim@example.test"
    private static let sender = "news@example.test"

    static func with(_ body: (Shop) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try body(try Shop(program))
    }

    init(_ program: BuiltProgram) throws {
        self.program = program
        let made = try program.run(
            "account add \(Self.account) --company Acme --phone +15550100 --password-stdin --data-dir data",
            input: "Marked-pass-1\n")
        try #require(made.status == 0, "\(made.errors)")
        try done("sender create address=\(Self.sender) account=\(Self.account)")
    }

    // MARK: Running

    func run(_ arguments: [String], input: String = "") throws -> BuiltProgram.Result {
        try program.run(arguments + Self.data, input: input)
    }

    /// Words with blanks between; a word has none.
    func run(_ line: String) throws -> BuiltProgram.Result {
        try run(line.split(separator: " ").map(String.init))
    }

    /// What it says, where it has to succeed.
    @discardableResult
    func done(_ arguments: [String]) throws -> String {
        let result = try run(arguments)
        try #require(result.status == 0, "\(arguments.joined(separator: " ")): \(result.errors)")
        return result.output
    }

    @discardableResult
    func done(_ line: String) throws -> String {
        try done(line.split(separator: " ").map(String.init))
    }

    // MARK: Rows

    /// A row of the account's own.
    @discardableResult
    func create(_ kind: String, _ fields: String...) throws -> String {
        try done([kind, "create"] + fields + ["account=\(Self.account)"])
    }

    func editAccount(_ fields: String...) throws {
        try done(["account", "edit", Self.account] + fields)
    }

    /// A campaign, ready to be launched.
    func campaign(
        _ title: String = "Sale", to audience: String = "all contacts", _ fields: String...
    ) throws {
        let texts = fields.isEmpty ? ["subject=Hello", "text=See https://shop.example/sale"] : fields
        try done(
            ["campaign", "create", "title=\(title)", "audience=\(audience)", "sender=\(Self.sender)"] + texts
                + ["account=\(Self.account)"])
    }

    /// So many people, by a file as a person has it.
    func importContacts(_ count: Int) throws {
        let lines = (1...count).map { "person\($0)@example\($0 % 5).org\n" }
        try program.write("email\n" + lines.joined(), to: program.home + "/people.csv")
        try done(["contact", "import", "people.csv", "--account", Self.account, "--yes"])
    }

    /// Launches it, and follows it to its end or until it pauses.
    @discardableResult
    func launch(_ title: String = "Sale") throws -> BuiltProgram.Result {
        try run(["campaign", "launch", title, "--watch", "--yes", title])
    }

    func row(_ title: String = "Sale") throws -> [String: Any] {
        let shown = try done(["campaign", "show", title, "--format", "json"])
        return try #require(
            try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any], "\(shown)")
    }

    func state(_ title: String = "Sale") throws -> String { try row(title)["state"] as? String ?? "" }

    /// To whom the sandbox's own record says that it took a message, in order.
    func taken() throws -> [String] {
        try SandboxRecord(in: DataDirectory(URL(filePath: program.home + "/data"))).entries().map(\.address)
    }
}
