import FoundationEssentials
package import ServiceCore

/// Makes the lines of a row's detail and of its raw JSON.
package struct DetailPage: Sendable {
    private let format: FieldText

    package init(_ clock: BoardClock) { format = FieldText(clock) }

    /// What of the row could not be read, every field that holds something, which hold nothing or were not told, then what
    /// belongs to it.
    ///
    /// - Parameters:
    ///   - isHosted: whether the row is of somebody else's platform, which need not tell all.
    ///   - revealed: secrets that a person asked to see, by field, while they may be seen.
    package func lines(
        of row: Row, pane: PaneDescription?, isHosted: Bool = false, revealed: Set<FieldID> = [],
        events: [DeliveryEvent] = []
    ) -> [DetailLine] {
        let isTold = { (field: FieldDescription) in
            !row[field.id].isEmpty || row.emptyWord(field) != nil
        }
        var lines = row.schema.fields.filter(isTold).map { field in
            let value = row[field.id]
            return DetailLine.field(
                field.label, row.emptyWord(field) ?? text(value, isRevealed: revealed.contains(field.id)),
                FieldText.tone(value), link: link(of: field.id, in: row))
        }
        if let oddity = row.oddity {
            lines.insert(.field("Not readable", oddity, .warning), at: 0)
        }
        let empty = row.schema.fields.filter { !isTold($0) }
        let isUntold = { row.isUntold($0, onHosted: isHosted) }
        for (label, fields) in [
            ("Empty", empty.filter { !isUntold($0) }), ("Not told", empty.filter(isUntold)),
        ] where !fields.isEmpty {
            lines.append(.field(label, fields.map(\.label).joined(separator: ", ")))
        }
        lines += row.remarks.map { DetailLine.field($0.label, $0.text, .warning) }
        lines.append(.field("Connection", row.id.connection.name))
        lines.append(.field("Id", row.id.native))
        lines += relatedLines(row, pane)
        if !events.isEmpty { lines += eventLines(events, of: row) }
        return lines
    }

    private func text(_ value: FieldValue, isRevealed: Bool) -> String {
        if case .secret(let secret) = value, isRevealed { return secret.reveal() }
        return format.detail(value)
    }

    /// How many are meant opens who they are.
    private func link(of field: FieldID, in row: Row) -> PageLink? {
        switch row.id.kind {
        case .campaign where field == "audience_size": .recipients(row.id, filter: "")
        case .delivery where field == "address": .person(row.name)
        default: nil
        }
    }

    private func relatedLines(_ row: Row, _ pane: PaneDescription?) -> [DetailLine] {
        guard let pane, !pane.related.isEmpty else { return [] }
        let word = row.id.kind == .account ? "account" : "person"
        let links = pane.related.compactMap { PaneRegistry[$0] }.map { other in
            DetailLine.field(
                other.title, "Enter shows them", link: .pane(other.kind, filter: "\(word):\"\(row.name)\""))
        }
        return [DetailLine(.blank), DetailLine(.heading, text: "Belonging to it")] + links
    }

    private func eventLines(_ events: [DeliveryEvent], of row: Row) -> [DetailLine] {
        let isLife = row.id.kind != .contact
        let heading = isLife ? "Life of the message, oldest first" : "Events, newest first"
        return [DetailLine(.blank), DetailLine(.heading, text: heading)]
            + events.map { event in
                let reply = event.replyText.text { format.cell(.date($0)) }
                let detail = [isLife ? "" : event.campaign, reply, event.link, event.oddityText].filter {
                    !$0.isEmpty
                }
                .joined(separator: " · ")
                return DetailLine.field(
                    event.toldTime.map { format.cell(.date($0)) } ?? "–",
                    [event.kindWord.word, detail].filter { !$0.isEmpty }.joined(separator: "  "),
                    event.kindWord.tone)
            }
    }

    /// A message as it went out, a line each.
    package func text(_ text: String) -> [DetailLine] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            DetailLine(.plain, text: String($0))
        }
    }

    /// The row as `show --format json` prints it, a member a line.
    package func json(of row: Row) -> [DetailLine] {
        var members = [
            ("id", RowJSON.quoted(row.id.native)), ("connection", RowJSON.quoted(row.id.connection.name)),
        ]
        members += RowJSON.members(row)
        members += RowJSON.remarks(on: row)
        let lines = members.enumerated().map { index, member in
            "  \(RowJSON.quoted(member.0)): \(member.1)\(index < members.count - 1 ? "," : "")"
        }
        return (["{"] + lines + ["}"]).map { DetailLine(.json, text: $0) }
    }
}

extension DeliveryEvent {
    /// What of it could not be read, as it may follow on its line; empty where nothing.
    var oddityText: String { oddity.map { "(not readable: \($0))" } ?? "" }
}
