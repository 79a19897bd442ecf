/// The conditions of partial indices: each is written here once, for the index and for the queries that want it.
///
/// SQLite uses a partial index only where the query's condition says the same literally, without parameters.
package enum Predicate {
    package static let suppressionActive = "lifted_at IS NULL"
    package static let suppressionActiveEverywhere = "lifted_at IS NULL AND account IS NULL"
    static let batchSMS = "channel = 'sms'"
    package static let submissionNamed = "unique_id IS NOT NULL"
    /// The one delivery of a submission to a person: not a copy, not a repeat of the address.
    package static let deliveryFirst = "role = 0 AND is_duplicate = 0"
    /// Queued or deferred: exactly these rows have a time to be tried.
    package static let deliveryWaiting = "next_at IS NOT NULL"
    /// Waiting single messages that count for an SMTP user's limits.
    package static let deliveryOfUser = "lane = 0 AND next_at IS NOT NULL AND smtp_user IS NOT NULL"
    package static let deliveryClaimed = "state = 2"
    /// Messages whose bytes are kept, not their hash alone.
    package static let archived = "segment IS NOT NULL"
    package static let deliveryExternal = "external_id IS NOT NULL"
    /// Events that no delivery tells the address of.
    package static let eventAddressed = "address IS NOT NULL"
    package static let eventForeign = "ext_id IS NOT NULL"
    /// Event kinds 1 to 5 end a delivery's story with us; there is one of them per delivery.
    package static let eventTerminal = "kind <= 5"
    package static let hookWaiting = "next_at IS NOT NULL"
    /// Tried, and not taken until now.
    package static let hookUntaken = "state = 'untaken'"
    /// Taken and kept as a log, or given up.
    package static let hookEnded = "next_at IS NULL"
    package static let contactPhone = "phone IS NOT NULL"
    static let contactInvalid = "invalid_at IS NOT NULL"
    package static let contactWhitelisted = "whitelisted_at IS NOT NULL"
    package static let contactHardBounced = "hard_count > 0"
    package static let contactLimited = "allows_email + allows_sms < 2"
    package static let contactSoftBounced = "soft_count > 0"
    /// Text campaigns to listed numbers, the board's drafts aside.
    package static let campaignListed = """
        channel = 'sms' AND audience LIKE '{"addresses":%' AND (state <> 'draft' OR source = 'smsdrop')
        """
    /// Launched, scheduled or short of credit, and not yet at its end.
    package static let campaignLive = "state <> 'draft' AND finished_at IS NULL"
}
