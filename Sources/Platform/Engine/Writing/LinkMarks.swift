import Mail
import ServiceCore

/// Where a message's page leads through here for the person who got it: its links, and a picture that says it was seen.
struct LinkMarks: Sendable {
    /// Under which the picture stands among the marks; rows begin at 1.
    private static let pixel: Int64 = 0

    let marks: [HTMLMark]
    private let links: TrackingLinks?

    init(_ source: MailSource) {
        links = source.setup.links
        guard links != nil, !source.html.isEmpty else {
            marks = []
            return
        }
        let rows = source.links
        var marks = rows.isEmpty ? [] : MessageLinks.marks(html: source.html) { rows[$0] }
        if source.setup.tracksOpens {
            let end = MessageLinks.end(ofHTML: source.html)
            marks.append(HTMLMark(end..<end, Self.pixel))
        }
        self.marks = marks
    }

    /// What stands in place of a mark.
    func text(_ number: Int64, for delivery: Int64, by vault: Vault) -> String {
        guard let links else { return "" }
        if number == Self.pixel {
            let address = links.address(MailToken(.open, delivery: delivery), by: vault) ?? ""
            return "<img src=\"\(address)\" width=\"1\" height=\"1\" alt=\"\">"
        }
        return links.address(MailToken(.click, delivery: delivery, link: number), by: vault) ?? ""
    }
}
