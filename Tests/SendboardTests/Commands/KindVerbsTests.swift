import ArgumentParser
import Foundation
import Platform
import ServiceCore
import Testing

@testable import sendboard

@Suite struct KindVerbsTests {
    @Test func `help names the actions that the embedded platform has`() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/sendboard-verbs-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: directory, who: "kim@console"))
        let served = platform.connection.resources.values.filter { !$0.operations.actions.isEmpty }
        #expect(!served.isEmpty)
        for operations in served where operations.schema.kind != .delivery {
            let kind = operations.schema.kind
            #expect(
                operations.operations.actions.map(\.name).sorted() == KindCommands.verbs(of: kind), "\(kind)")
        }
        await platform.close()
    }

    @Test func `every kind that the embedded platform serves but those inside others is a noun`() async throws
    {
        let directory = FileManager.default.temporaryDirectory.path + "/sendboard-nouns-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: directory, who: "kim@console"))
        let served = platform.connection.resources.keys.filter { $0 != .delivery }
        #expect(Set(KindCommands.all.map { $0.configuration.commandName }) == Set(served.map(\.commandName)))
        await platform.close()
    }

    @Test func `verbs that a noun alone has are told among the others`() {
        let contact = KindCommands.allVerbs(of: .contact)
        #expect(contact.contains("why") && contact.contains("message") && contact.contains("whitelist"))
        #expect(KindCommands.allVerbs(of: .campaign).filter { $0 == "launch" }.count == 1)
        #expect(!KindCommands.allVerbs(of: .template).contains("message"))
        #expect(["edit", "why", "whitelist", "new"].allSatisfy(KindCommands.isVerb))
        #expect(!KindCommands.isVerb("undo") && !KindCommands.isVerb("contact"))
    }

    @Test func `what keys are called on the board is understood here`() throws {
        let words = [
            "contact allow-sending kim", "sender check-dns a", "account new-api-key a",
            "campaign send-test a",
            "tracking-domain check-cname a", "contact do whitelist kim", "contact new email=x",
            "contact detail x",
        ]
        for line in words {
            _ = try SendboardCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `the shell completes the actions of a kind`(shell: String) throws {
        let script = SendboardCommand.completionScript(for: try #require(CompletionShell(rawValue: shell)))
        for word in ["whitelist", "unwhitelist", "revalidate", "reset-password", "archived-text"] {
            #expect(script.contains(word))
        }
        #expect(script.firstMatch(of: /\bdo\b[^n;]{0,3}Does an action/) == nil)
    }

    @Test func `a kind is a noun, and what can be done with its rows its verbs`() throws {
        let commands = KindCommand<Boat>.configuration.subcommands.map { $0.configuration }
        #expect(
            commands.map(\.commandName) == ["list", "show", "create", "edit", "delete", "sail", "moor", "do"])
        #expect(commands.first { $0.commandName == "moor" }?.abstract == "Calls the boat back.")
        #expect(KindCommand<Boat>.configuration.abstract == "What lies in the harbour.")
    }
}

/// A kind that no platform has.
private struct Boat: Resource {
    let id: ResourceID
    var oddity: String?

    static let kind: ResourceKind = "boat"
    static let words = ResourceWords("boat", "boats", about: "What lies in the harbour.", name: "id")
    static let fields: [Field<Boat>] = [Field("id", "Id") { .text($0.id.native) }]
    static let keys = [
        ActionKey(
            "b", ActionDescription("sail", help: "Sends the boat out."),
            ActionDescription("moor", help: "Calls the boat back."))
    ]
}
