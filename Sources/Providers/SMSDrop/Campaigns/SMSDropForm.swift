import FoundationEssentials
import ServiceCore

/// The form of a new campaign, and what it says once filled.
struct SMSDropForm: Sendable {
    let client: SMSDropClient

    func campaign() async throws(ServiceError) -> FormDescription {
        FormDescription(
            title: "New campaign, launched at once",
            fields: [
                FormField("account", "Account", .fixed, value: try await client.accountName()),
                FormField("title", "Title", help: "smsdrop makes one up where it is empty."),
                Self.type, Self.sender(""), Self.text(""),
                FormField(
                    "audience", "Audience", isRequired: true,
                    help: "Numbers with commas between: +22963588213."),
                FormField(
                    "defer_until", "Defer until", .date(.reader),
                    help: "A time such as tomorrow 09:00 or +2h; or the seconds below."),
                FormField("defer_by", "Defer by seconds", .integer(Campaign.Schedule.delays)),
            ],
            notes: [
                "smsdrop keeps no drafts: what is made here is launched at once, or at its time.",
                await creditNote(),
            ].compactMap(\.self)
        ).ruled { [clock = client.clock] values throws(ServiceError) in
            _ = try Self.draft(values, now: clock.date())
        }
    }

    /// How much may still be sent; nil where that cannot be read, which does not stop a form.
    func creditNote() async -> String? {
        guard let left = try? await client.subscription().credits else { return nil }
        return "\(NumberText.counted(left, "credit")) left; a message takes one for each part and recipient."
    }

    static let type = FormField(
        "type", "Type", .choice(["sms-plain", "sms-flash", "sms-unicode"]), value: "sms-plain")

    static func sender(_ value: String) -> FormField {
        FormField(
            "sender", "From", value: value, isRequired: true,
            help: "At most 11 letters and digits, or at most 18 digits.")
    }

    static func text(_ value: String) -> FormField {
        FormField("text", "Text", .multiline, value: value, isRequired: true)
    }

    // MARK: Reading

    /// - Throws: `.invalid` on the line whose value the platform would refuse.
    static func draft(_ values: FormValues, now: Date) throws(ServiceError) -> SMSDropDraft {
        let recipients = try numbers(values, "audience")
        guard !recipients.isEmpty else {
            throw ServiceError(
                .invalid, "The campaign has no recipient.", hint: "Fill in audience.", field: "audience")
        }
        return SMSDropDraft(
            title: values.text("title"), text: try values.required("text", "The text"),
            type: try type(values), sender: try sender(values), recipients: recipients,
            schedule: try schedule(values, now: now))
    }

    static func sender(_ values: FormValues) throws(ServiceError) -> String {
        let sender = try values.required("sender", "The sender")
        try SMSSender.check(sender, field: "sender")
        return sender
    }

    static func type(_ values: FormValues) throws(ServiceError) -> CampaignType {
        guard let word = values.text("type") else { return .smsPlain }
        if let type = CampaignType(rawValue: word), word.hasPrefix("sms-") { return type }
        throw ServiceError(
            .invalid, "“\(word)” is no type of text message.",
            hint: "Write sms-plain, sms-flash or sms-unicode.", field: "type")
    }

    /// The numbers of a line, a repeated one kept: it is sent to, and paid for, each time.
    static func numbers(_ values: FormValues, _ id: FieldID) throws(ServiceError) -> [String] {
        let separators: Set<Character> = [",", ";", "\n", "\r\n", "\t"]
        var numbers: [String] = []
        for part in (values.text(id) ?? "").split(whereSeparator: separators.contains) {
            let text = String(part).trimmingBlanks
            guard !text.isEmpty else { continue }
            do throws(ServiceError) {
                numbers.append(try PhoneNumber.typed(text))
            } catch {
                throw ServiceError(error.code, error.message, hint: error.hint, field: id)
            }
        }
        return numbers
    }

    /// At most one of the two lines that defer a launch may be filled.
    static func schedule(
        _ values: FormValues, now: Date
    ) throws(ServiceError) -> Campaign.Schedule? {
        // Whoever fills the form writes times out in their own zone; one that names none is smsdrop's UTC.
        let until = try values.date("defer_until", TimeReading(now: now, zone: .utc))
        let delay = try values.integer("defer_by", in: Campaign.Schedule.delays)
        if until != nil, delay != nil {
            throw ServiceError(
                .invalid, "A launch is deferred until a time or by seconds, not both.",
                hint: "Empty defer_until or defer_by.", field: "defer_by")
        }
        guard let until else { return delay.map { .delay(seconds: $0) } }
        let schedule = Campaign.Schedule.until(until, original: values.text("defer_until") ?? "")
        guard !schedule.isPast(at: now) else {
            throw ServiceError(
                .invalid, "That time is past, and the campaign would be sent at once.",
                hint: "Write a later time, or empty defer_until to send at once.", field: "defer_until")
        }
        return schedule
    }
}
