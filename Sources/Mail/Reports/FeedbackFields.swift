extension FeedbackReport {
    /// The fields of a `message/feedback-report` (RFC 5965 §3); nil where they do not say what the feedback is.
    init?(_ fields: ReadHead) {
        guard let type = fields["feedback-type"]?.lowercased().prefix(while: { $0 != " " && $0 != ";" }),
            !type.isEmpty
        else { return nil }
        self.init(String(type))
        recipients = (fields.all("original-rcpt-to") + fields.all("removal-recipient")).prefix(50)
            .compactMap { HeaderReading.typedAddress($0) }
        mailFrom = fields["original-mail-from"].flatMap(HeaderReading.address)
    }
}
