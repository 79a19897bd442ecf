import ServiceCore

/// What a text must look like before it is sent to Dyn (`WIRE.md` §4 to §8).
struct DynRule: Sendable {
    /// What the text should be: `e-mail address`.
    let name: String
    let hint: String
    let isRight: @Sendable (String) -> Bool

    static let address = DynRule(name: "e-mail address", hint: "Write name@example.com.") { text in
        text.wholeMatch(of: /[^@\s,;<>"]+@[^@\s,;<>".]+(\.[^@\s,;<>".]+)+/) != nil
            && !text.unicodeScalars.contains(where: \.isUnseen)
    }

    static let webURL = DynRule(name: "URL", hint: "Write http://… or https://… with a host.") { text in
        text.wholeMatch(of: /(?i:https?):\/\/[^\s\/?#@]+([\/?#]\S*)?/) != nil
    }

    static let country = DynRule(name: "country code", hint: "Write its two letters of ISO 3166: ES.") {
        $0.wholeMatch(of: /[A-Za-z]{2}/) != nil
    }

    static let timeZone = DynRule(
        name: "time zone", hint: "Write hours.minutes from UTC: -5.00 or 5.30."
    ) { $0.wholeMatch(of: /[+-]?[0-9]{1,2}\.[0-5][0-9]/) != nil }

    static let headerName = DynRule(
        name: "X-header name", hint: "Write X- and then letters, digits, dashes or underscores: X-Order."
    ) { $0.wholeMatch(of: /[Xx]-[A-Za-z0-9_-]+/) != nil }

    static let dkimSelector = DynRule(
        name: "DKIM selector", hint: "Use letters, digits, dashes and underscores."
    ) { $0.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil }
}

extension FormValues {
    /// One line without control characters, which could forge headers; nil where the field is absent or empty.
    func line(_ id: FieldID, _ rule: DynRule?) throws(ServiceError) -> String? {
        guard let text = text(id) else { return nil }
        try Self.check(text, rule, id)
        return text
    }

    func requiredLine(
        _ id: FieldID, _ label: String, _ rule: DynRule?
    ) throws(ServiceError) -> String {
        let text = try required(id, label)
        try Self.check(text, rule, id)
        return text
    }

    /// The people of a line, each once.
    func people(_ id: FieldID) throws(ServiceError) -> [TypedMailbox] {
        try mailboxes(id, isAddress: DynRule.address.isRight)
    }

    /// Their addresses alone, where Dyn takes no names.
    func addresses(_ id: FieldID) throws(ServiceError) -> [String] { try people(id).map(\.address) }

    /// The one person of a line.
    func person(_ id: FieldID) throws(ServiceError) -> TypedMailbox? {
        try mailbox(id, isAddress: DynRule.address.isRight)
    }

    static func check(_ text: String, _ rule: DynRule?, _ field: FieldID) throws(ServiceError) {
        let breaksLines: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        if text.unicodeScalars.contains(where: { breaksLines.contains($0.properties.generalCategory) }) {
            throw ServiceError(
                .invalid, "The text holds a line break or another control character.", field: field)
        }
        if let rule, !rule.isRight(text) {
            throw ServiceError(.invalid, "“\(text)” is no \(rule.name).", hint: rule.hint, field: field)
        }
    }
}
