/// The manual that the program carries, so that it stands alone.
package enum Manual {
    /// Every page in the order in which the topics are listed; each is Markdown.
    package static let all: [EmbeddedPage] = [
        EmbeddedPage(name: "keys", bytes: PackageResources.keys_md),
        EmbeddedPage(name: "command-line", bytes: PackageResources.command_line_md),
        EmbeddedPage(name: "overview", bytes: PackageResources.overview_md),
        EmbeddedPage(name: "filter", bytes: PackageResources.filter_md),
        EmbeddedPage(name: "times", bytes: PackageResources.times_md),
        EmbeddedPage(name: "undo", bytes: PackageResources.undo_md),
        EmbeddedPage(name: "many", bytes: PackageResources.many_md),
        EmbeddedPage(name: "campaigns", bytes: PackageResources.campaigns_md),
        EmbeddedPage(name: "reports", bytes: PackageResources.reports_md),
        EmbeddedPage(name: "evidence", bytes: PackageResources.evidence_md),
        EmbeddedPage(name: "erasing", bytes: PackageResources.erasing_md),
        EmbeddedPage(name: "people", bytes: PackageResources.people_md),
        EmbeddedPage(name: "lists", bytes: PackageResources.lists_md),
        EmbeddedPage(name: "connections", bytes: PackageResources.connections_md),
        EmbeddedPage(name: "settings", bytes: PackageResources.settings_md),
        EmbeddedPage(name: "themes", bytes: PackageResources.themes_md),
        EmbeddedPage(name: "consoles", bytes: PackageResources.consoles_md),
        EmbeddedPage(name: "relay", bytes: PackageResources.relay_md),
        EmbeddedPage(name: "gateway", bytes: PackageResources.gateway_md),
        EmbeddedPage(name: "message", bytes: PackageResources.message_md),
        EmbeddedPage(name: "bounces", bytes: PackageResources.bounces_md),
        EmbeddedPage(name: "tracking", bytes: PackageResources.tracking_md),
        EmbeddedPage(name: "server", bytes: PackageResources.server_md),
        EmbeddedPage(name: "submission", bytes: PackageResources.submission_md),
        EmbeddedPage(name: "speed", bytes: PackageResources.speed_md),
    ]
}

/// A page of the manual inside the program.
package struct EmbeddedPage: Sendable {
    /// The topic in `sendboard manual TOPIC`, which is the file's name.
    package let name: String
    /// The file: Markdown in UTF-8.
    package let bytes: [UInt8]
}
