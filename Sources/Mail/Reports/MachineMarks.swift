/// What a head says of who wrote the message: a mail system, a program that answers, or a person (RFC 3834).
struct MachineMarks {
    /// Whether it says that somebody saw a message, or did away with it unseen (RFC 8098).
    let isReceipt: Bool
    /// Whether it is from whoever tells senders of failures.
    let isMailSystem: Bool
    /// Whether the one recipient that failed is named in the head, as Exim and Gmail do.
    let namesFailed: Bool
    private let isFromNobody: Bool
    private let mark: String?

    init(_ head: ReadHead) {
        let content = HeaderReading.contentType(head["content-type"])
        isReceipt =
            content.parameters["report-type"]?.lowercased() == "disposition-notification"
            || content.type == "message/disposition-notification"
        namesFailed = head["x-failed-recipients"] != nil
        isFromNobody = head["return-path"].map { $0.filter { $0 != " " } == "<>" } ?? false
        isMailSystem = namesFailed || Self.isMailSystem(head["from"] ?? "")
        mark = Self.mark(head)
    }

    /// Why nothing is to be made of it, as a clause; nil where it may be a person's.
    var automatic: String? {
        if let mark { return mark }
        return isFromNobody && !isMailSystem ? "it has no sender, as answers by themselves have none" : nil
    }

    /// Why it is not known what it is.
    var unclassified: String {
        isMailSystem ? "it says nothing of a delivery that can be read" : "it is no report"
    }

    private static func isMailSystem(_ from: String) -> Bool {
        let lower = from.lowercased()
        let local = HeaderReading.address(from)?.lowercased().prefix { $0 != "@" } ?? ""
        return ["mailer-daemon", "postmaster", "mailerdaemon", "microsoftexchange"]
            .contains { local.hasPrefix($0) }
            || ["mailer-daemon", "mail delivery s", "mail administrator"].contains { lower.hasPrefix($0) }
    }

    /// RFC 3834 §5 and what answered by itself before it.
    private static func mark(_ head: ReadHead) -> String? {
        if let value = head["auto-submitted"]?.lowercased(), !value.hasPrefix("no") {
            return "it answers by itself (Auto-Submitted)"
        }
        let precedence = head["precedence"]?.lowercased() ?? ""
        if ["bulk", "junk", "list", "auto_reply"].contains(precedence) {
            return "it answers by itself (Precedence: \(precedence))"
        }
        let names = [
            "x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply",
            "list-id",
        ]
        return names.first { head[$0] != nil }.map { "it answers by itself (\($0))" }
    }
}
