import FoundationEssentials
import ServiceCore

/// What a form says of a campaign, read and checked.
extension Campaign {
    static let head = FormLines<Campaign>("title", "subject")
    static let content = FormLines<Campaign>("sender_name", "html", "text")
    static let user = FormLines<Campaign>("smtp_user")

    /// Reads everything but audience and SMTP user, which need the database.
    ///
    /// - Parameter time: that of the account's clocks.
    mutating func read(_ values: FormValues, _ time: TimeReading) throws(ServiceError) {
        try Self.head.read(values, into: &self)
        try readSender(values)
        try Self.content.read(values, into: &self)
        if values["defer_until"] != nil || values["defer_by"] != nil {
            schedule = try ScheduleText.read(values, time)
        }
        try Self.user.read(values, into: &self)
        if channel == .email, let isArchived = try values.flag("archived") { self.isArchived = isArchived }
        partCount = channel == .sms ? SMSText(text, type: type).parts : 1
        try checkText()
    }

    private mutating func readSender(_ values: FormValues) throws(ServiceError) {
        guard values["sender"] != nil else { return }
        switch channel {
        case .email: try values.read("sender", into: &sender, .address)
        case .sms:
            try values.read("sender", into: &sender)
            if !sender.isEmpty { try SMSSender.check(sender, field: "sender") }
        }
    }

    private func checkText() throws(ServiceError) {
        guard channel == .sms, type != .smsUnicode else { return }
        guard let foreign = SMSText(text, type: type).foreign else { return }
        throw ServiceError(
            .invalid, "“\(foreign)” is not in the plain alphabet of text messages.",
            hint: "Leave it out, or make the campaign of type sms-unicode.", field: "text")
    }
}

/// Reads the two lines of a form that defer a launch; at most one of them may be filled.
enum ScheduleText {
    /// The text of the schedule is the instant as the account's clocks show it, for form, row and pre-flight alike.
    ///
    /// - Parameter time: the account's, for times without a zone.
    /// - Throws: `.invalid` on `defer_by` where both are given.
    static func read(
        _ values: FormValues, _ time: TimeReading
    ) throws(ServiceError) -> Campaign.Schedule? {
        let until = try values.date("defer_until", time)
        let delay = try values.integer("defer_by", in: Campaign.Schedule.delays)
        if until != nil, delay != nil {
            throw ServiceError(
                .invalid, "A launch is deferred until a time or by seconds, not both.",
                hint: "Empty defer_until or defer_by.", field: "defer_by")
        }
        if let until { return .until(until, original: time.zone.text(until)) }
        return delay.map { .delay(seconds: $0) }
    }
}
