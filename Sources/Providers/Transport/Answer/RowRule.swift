import ServiceCore

/// What a text of a row must look like to be right, by the loosest rule there is.
struct RowRule: Sendable {
    /// `domain`
    let name: String
    let isRight: @Sendable (String) -> Bool

    static let address = RowRule(name: "e-mail address") { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !text.contains(where: \.isWhitespace)
            && DomainName.key(parts[1]) != nil
    }

    static let domain = RowRule(name: "domain") { DomainName.key($0) != nil }

    static let webURL = RowRule(name: "URL") { text in
        text.wholeMatch(of: /(?i:https?):\/\/[^\s\/?#]+([\/?#]\S*)?/) != nil
    }

    static let phoneNumber = RowRule(name: "telephone number") { PhoneNumber.normalized($0) != nil }
}
