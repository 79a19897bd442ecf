import Foundation
package import Mail
package import ServiceCore

/// What a submission keeps of its message from the moment it was launched; `submission.message` as JSON.
///
/// The texts stand in `content`, the audience in the campaign, which is not edited once it is launched.
struct FrozenMessage: Codable, Sendable, Hashable {
    var from: String
    var fromName: String = ""
    var subject: String = ""
    var replyTo: String = ""
    /// SMS parts of one message; 1 for e-mail.
    var parts: Int = 1
    /// How a text message is shown; nil for e-mail, and where an older program froze it.
    var textType: CampaignType?
    var smtpUser: Int64?
    /// The highest key that an audience of all contacts had at launch; who came later is not part of it.
    var audienceEnd: Int64?
    /// When a deferred launch starts, in milliseconds; nil starts at once.
    var startAt: Int64?
    /// What the caller of an API wrote into the head, in order.
    var headers: [MailHeader]?
    /// Who is named as recipients of a message that is one for all; nil where each gets one of their own.
    var to: [Mailbox]?
    /// Who is named as getting a copy.
    var cc: [Mailbox]?
    /// Whether fields in double braces are filled in.
    var hasFields: Bool?
    var archives: Bool?
    /// Whether HTML that has no text beside it goes out alone.
    var isHTMLAlone: Bool?
    /// Whom failures of it are told where that is not the sender: as whoever submitted the message wrote it.
    var envelopeSender: String?
    /// Nil always asks for an approved sender.
    var senderRule: SenderRule?

    enum SenderRule: String, Codable, Sendable {
        /// Only an account with a checked sending domain has rules for who may be the sender.
        case onceDomainsAreChecked
    }

    var json: String {
        get throws { try JSONText.text(self) }
    }

    init(json: String) throws { self = try JSONText.read(json) }

    init(from: String) { self.from = from }
}

/// One message on its way to the transport.
package struct OutgoingMessage: Sendable, Hashable {
    package let delivery: Int64
    package let address: String
    /// Where failures of it come back to; empty where nobody is told.
    var sender: String
    /// Ours, stable over attempts, so that a receiver may fold a repeat; an API's caller may write one of their own.
    package let messageID: String
    package let attempt: Int
    /// SMS parts; 1 for e-mail.
    package let parts: Int
    package let channel: Channel
    let submission: Int64
    /// What is kept of its bytes.
    let keeping: Keeping
    /// What goes out, where it has been written.
    package var mail: WrittenMail?
    /// The same of a text message.
    var text: OutgoingText?
    /// Whether it is one of a launch's, not a single send.
    var isOfLaunch = false
    /// The relay that its sender named when it was queued; nil goes as the directory says.
    var relay: Int64?

    var way: MessageWay { MessageWay(channel, relay: relay) }

    enum Keeping: Sendable {
        /// A launch's: it is written out only for a transport that wants it.
        case nothing
        /// Hash and size, by which a copy that somebody shows can be verified.
        case hash
        case archive
    }
}
