import Foundation
import GRDB
import TestSupport
import Testing

@testable import Platform
@testable import Store

extension BoardDesk {
    /// The database itself, opened beside the program, with what its triggers call.
    func database() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in for function in Schema.functions { function.register(in: db) } }
        return try DatabaseQueue(path: data + "/sendboard.sqlite", configuration: configuration)
    }

    /// Makes a campaign to everybody, ready to be launched, through the command line.
    func makeCampaign(_ title: String) throws {
        let account = "account=marta@acme.example"
        let sender = "tests@acme.example"
        for arguments in [
            ["sender", "create", account, "address=\(sender)"],
            [
                "campaign", "create", account, "title=\(title)", "subject=Hello", "sender=\(sender)",
                "text=Hello",
                "audience=all contacts",
            ],
        ] {
            let result = try program.run(arguments + ["--data-dir", "data"])
            try #require(result.status == 0, "\(result.errors)")
        }
    }

    /// Shows only the row with this word, where there are several.
    func filter(_ word: String) async throws {
        try terminal.press("/")
        try terminal.type(word)
        try terminal.press("Enter")
        try await terminal.wait(for: "(?m)^ [A-Z][a-z ]+ /\(word)  \\d")
    }
}
