/// The kinds of row that a platform may serve; each is a pane or a palette view, and a noun of the command line.
package enum ResourceKind: String, Sendable, Hashable, CaseIterable {
    case account
    case sender
    case smtpUser = "smtp-user"
    case trackingDomain = "tracking-domain"
    case contact
    case campaign
    case suppression
    case event
    case group
    case filter
    case variable
    case batch
    case sendingDomain = "sending-domain"
    case webhook
    case template
    case audit
    case delivery
    case request

    /// The noun of the command line, such as `smtp-user`.
    package var commandName: String { rawValue }
}
