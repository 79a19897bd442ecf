import ArgumentParser
import ServiceCore

/// `campaign recipients`: whom a launch goes to and what became of each, as the board's numbers open them.
struct RecipientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipients", abstract: "Lists whom a launch goes to and what became of each.",
        discussion: """
            \(ListOptions.discussion) Fields of a recipient are state, reply, domain, events, replies and links among \
            others: --search 'state:"not sent" reply:suppressed' or 'events:click'.
            """)

    @Argument(help: ArgumentHelp("The campaign’s id or title.", valueName: "id"))
    var key: String

    @OptionGroup var options: ListOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (key, listing) = (key, options.listing)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let campaign = try await session.access(.campaign).find(key)
            guard let connection = campaign.connection.listing(recipientsOf: campaign.row.id) else {
                throw ServiceError(
                    .unsupported, "\(campaign.connection.id) does not tell who the recipients are.")
            }
            let alone = Workspace(name: session.workspace.name, connections: [connection])
            try await listing.within(session, .delivery).run(
                KindAccess(workspace: alone, kind: .delivery), session.console)
        }
    }
}
