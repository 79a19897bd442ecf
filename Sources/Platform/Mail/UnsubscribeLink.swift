/// Where a person leaves a list: List-Unsubscribe (RFC 2369), with one click where it is a page (RFC 8058).
struct UnsubscribeLink: Sendable, Hashable {
    /// An `https` address that takes the POST of RFC 8058 without a log-in.
    var page: String?
    /// A bare address.
    var mailbox: String?

    /// RFC 8058 §2 wants https.
    var isOneClick: Bool { page?.hasPrefix("https://") == true }

    func write(to header: inout FoldedHeader) {
        let targets = [page, mailbox.map { "mailto:\(Mailbox($0).written)" }].compactMap { $0 }.map {
            "<\($0)>"
        }
        for (place, target) in targets.enumerated() {
            header.append(target + (place + 1 < targets.count ? "," : ""))
        }
    }
}
