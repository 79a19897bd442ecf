import ServiceCore

/// The rules on a message as SQL, for passes over a whole audience.
///
/// Each parameter is an SQL expression; the result is `NotSentReason.text`, or null where the message goes out.
enum SendRuleSQL {
    /// What the rules look at, as expressions over the rows at hand; flags are 0 or 1.
    struct Facts {
        var hasUsableAddress: String
        /// When there is none at all, and the channel that it is missing for; nil where there always is one.
        var missing: (condition: String, channel: Channel)?
        /// A `Suppression.Reason` word or null.
        var suppression: String
        var isInvalid: String
        var isInactive = "0 = 1"
        var isWhitelisted: String
        var isDuplicate = "0 = 1"
        var isSenderApproved: String
        var allowsChannel: String
    }

    static func stop(_ facts: Facts) -> String {
        let cases = SendRule.allCases.compactMap { $0.sql(facts) }
        return "CASE \(cases.map { "WHEN \($0.condition) THEN \($0.reason)" }.joined(separator: " ")) END"
    }

    /// `AddressRules.isUsable`; what most addresses look like is told without asking for it.
    static func isUsable(_ channel: Channel, _ address: String) -> String {
        switch channel {
        case .email:
            "(\(address) IS NOT NULL AND (\(isPlain(address)) OR address_key(\(address)) IS NOT NULL))"
        case .sms:
            """
            (\(address) IS NOT NULL AND \(address) LIKE '+%' AND length(\(address)) BETWEEN 9 AND 16
             AND ltrim(\(address), '+0123456789') = '')
            """
        }
    }

    /// Small letters, digits, dots and dashes, in an address short enough for every limit; each test leaves out more than
    /// it must.
    ///
    /// A class for each letter is matched straight on, one after a star is tried at every place.
    static func isPlain(_ address: String) -> String {
        let letter = "[--9@a-z]"
        let letters = String(repeating: letter, count: 64)
        let unlike = [
            ".*", "*.@*", "*..*", "*@*@*", "*@*/*", "*@-*", "*@.*", "*-", "*-.*", "*.-*", "*xn--*",
        ]
        let tests =
            ["\(address) GLOB substr('\(letters)', 1, \(letter.utf8.count) * length(\(address)))"]
            + unlike.map { "\(address) NOT GLOB '\($0)'" } + [
                "\(address) GLOB '?*@?*.?*'", "rtrim(\(address), '0123456789') NOT GLOB '*.'",
            ]
        return "(\(tests.joined(separator: " AND ")))"
    }

    /// The entry of somebody who was erased, by the address, as a condition on entries `s`; true of few addresses, and asked
    /// quickly where nobody was.
    static func erasedEntry(_ channel: Channel, _ address: String) -> String {
        """
        s.channel = '\(channel.rawValue)' AND s.lifted_at IS NULL AND s.account IS NULL
        AND s.address = \(ErasedKey.ifAny(address))
        """
    }

    /// The reason of the entry in force for an address.
    ///
    /// Who was erased comes first. One that nothing overrules comes before one made by bounces, whichever of them is for all accounts;
    /// of two alike the account's own.
    static func suppression(account: String, channel: Channel, address: String) -> String {
        let place = "s.channel = '\(channel.rawValue)' AND s.address = \(address) AND s.lifted_at IS NULL"
        let own = "SELECT s.reason FROM suppression s WHERE s.account = \(account) AND \(place)"
        // Look-ups by index: ordering the two entries would sort for every row of an audience.
        return """
            coalesce(
                (SELECT s.reason FROM suppression s WHERE \(erasedEntry(channel, address))),
                (\(own) AND s.reason <> 'bounce'),
                (SELECT s.reason FROM suppression s WHERE \(place) AND s.account IS NULL),
                (\(own)))
            """
    }
}
