import Platform
import ServiceCore

/// What makes a campaign (§5).
///
/// Clients send the fields of answers along with their own defaults; only these are looked at.
struct SMSDropCampaignRequest {
    let draft: SMSDraft

    private enum Name: String, CodingKey {
        case message, sender, title
        case recipients = "recipient_list"
        case messageType = "message_type"
        case deferUntil = "defer_until"
        case deferBy = "defer_by"
    }

    /// The three kinds of text message, by their numbers.
    static let types: [CampaignType] = [.smsPlain, .smsFlash, .smsUnicode]

    private typealias Document = SMSDropDocument<Name>

    private static let longestTitle = 200
    private static let mostRecipients = 100_000
    /// The parts of one message are numbered in an octet (3GPP TS 23.040 §9.2.3.24.1).
    private static let mostParts = 255
    private static let longestMessage = mostParts * 153

    /// - Throws: `.invalid` with all that breaks a rule.
    init(_ body: [UInt8]) throws(SMSDropFailure) {
        var document = try Document.read(body)
        let type = Self.type(&document)
        let message = Self.message(&document, type)
        let sender = Self.sender(&document)
        let recipients = Self.recipients(&document)
        let title = Self.title(&document)
        let schedule = Self.schedule(&document)
        try document.check()
        draft = SMSDraft(
            title: title, text: message, type: type, sender: sender, recipients: recipients,
            schedule: schedule)
    }

    private static func message(_ document: inout Document, _ type: CampaignType) -> String {
        guard document.isPresent(.message), let text = document.text(.message) else { return "" }
        if text.isEmpty { document.note(.message, .empty) }
        if text.utf8.contains(0) { document.note(.message, .own("it holds the character NUL")) }
        if text.utf16.count > longestMessage || SMSText(text, type: type).parts > mostParts {
            document.note(.message, .own("a text message has at most \(mostParts) parts"))
        }
        return text
    }

    private static func sender(_ document: inout Document) -> String {
        guard document.isPresent(.sender), let sender = document.text(.sender) else { return "" }
        if sender.isEmpty {
            document.note(.sender, .empty)
        } else if (try? SMSSender.check(sender, field: "")) == nil {
            document.note(
                .sender, .own("must be at most 11 letters and digits, or at most 18 digits"))
        }
        return sender
    }

    private static func recipients(_ document: inout Document) -> [String] {
        guard document.isPresent(.recipients), let recipients = document.texts(.recipients) else { return [] }
        if recipients.isEmpty { document.note(.recipients, .emptyList) }
        guard recipients.count <= mostRecipients else {
            document.note(.recipients, .tooManyItems(mostRecipients))
            return []
        }
        for case (let index, let number?) in recipients.enumerated() where !isNumber(number) {
            document.note(.recipients, .own("must be 8 to 15 digits after an optional +"), at: index)
        }
        return recipients.compactMap(\.self)
    }

    /// Narrower than what a person may type: no blanks, dots or dashes.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        return (8...15).contains(digits.count) && digits.allSatisfy { (48...57).contains($0) }
            && PhoneNumber.normalized(text) != nil
    }

    private static func title(_ document: inout Document) -> String {
        let title = document.text(.title) ?? ""
        if let fault = TextRule.fault(ofLine: title, limit: longestTitle) {
            document.note(.title, .own("the title \(fault)"))
        }
        return title
    }

    private static func type(_ document: inout Document) -> CampaignType {
        guard let number = document.integer(.messageType) else { return .smsPlain }
        if types.indices.contains(number) { return types[number] }
        document.note(.messageType, .notAmong(types.indices))
        return .smsPlain
    }

    private static func schedule(_ document: inout Document) -> Campaign.Schedule? {
        if document.isGiven(.deferUntil), document.isGiven(.deferBy) {
            document.note(.deferBy, .own("use either defer_until or defer_by, not both"))
        }
        let delay = delay(&document)
        guard let text = document.text(.deferUntil) else { return delay.map { .delay(seconds: $0) } }
        let schedule = SMSDropDate.schedule(text)
        if schedule == nil { document.note(.deferUntil, .noDate) }
        return schedule
    }

    private static func delay(_ document: inout Document) -> Int? {
        guard let delay = document.integer(.deferBy) else { return nil }
        let range = Campaign.Schedule.delays
        if delay < range.lowerBound { document.note(.deferBy, .atLeast(range.lowerBound)) }
        if delay > range.upperBound { document.note(.deferBy, .atMost(range.upperBound)) }
        return delay
    }
}
