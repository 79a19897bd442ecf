import Mail
import ServiceCore

/// The headers by which a message says how one unsubscribes from it, and to which list and campaign it belongs.
struct OwnHeaders: Sendable {
    private let setup: SenderSetup
    /// Of whose launch it is; nil for what is sent singly.
    private let campaign: Int64?
    private let domain: String
    private let label: String

    init(setup: SenderSetup, sender: String, campaign: Int64?) {
        (self.setup, self.campaign) = (setup, campaign)
        domain = DomainName.ascii(MailAddress.domain(of: sender))
        label = Self.label(setup.owner)
    }

    /// One says where to ask, the other that it may be asked at once.
    static let unsubscribing: Set = ["list-unsubscribe", "list-unsubscribe-post"]

    /// In order; none of them can be had without something that leads here.
    func headers(of delivery: Int64, by vault: Vault) -> [MailHeader] {
        var headers: [MailHeader] = []
        // A single message is nobody's subscription, unless the account takes all it sends for one.
        if campaign != nil || setup.tracksUnsubscribes { headers += unsubscribing(delivery, vault) }
        guard let campaign else { return headers }
        headers.append(MailHeader("List-Id", "<\(label).\(domain)>"))
        headers.append(MailHeader("Feedback-ID", "\(campaign):\(label):launch:sendboard"))
        return headers
    }

    /// By a click and by mail (RFC 2369, section 3.2); by one click alone where what is said there is secret (RFC 8058).
    private func unsubscribing(_ delivery: Int64, _ vault: Vault) -> [MailHeader] {
        let token = MailToken(.unsubscribe, delivery: delivery)
        let address = setup.links?.address(token, by: vault)
        let mailbox = setup.bounceDomain.map { "mailto:u\(token.written(for: .address, by: vault))@\($0)" }
        let ways = [address, mailbox].compactMap { $0 }.map { "<\($0)>" }
        guard !ways.isEmpty else { return [] }
        let header = MailHeader("List-Unsubscribe", ways.joined(separator: ", "))
        guard setup.links?.isEncrypted == true else { return [header] }
        return [header, MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
    }

    /// The account in letters, digits and dashes.
    private static func label(_ owner: String) -> String {
        let letters = owner.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? String(scalar) : "-"
        }
        return letters.isEmpty ? "account" : letters.joined().lowercased()
    }
}
