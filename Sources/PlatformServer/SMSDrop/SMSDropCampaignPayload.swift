import FoundationEssentials
import Platform
import ServiceCore

extension SMSCampaign {
    /// A campaign with every key each time, null where empty, and no other (§5).
    ///
    /// - Parameter tellsCreation: false for the older form, which knows no `created_at` and refuses it.
    func smsDropPayload(tellsCreation: Bool) -> JSONObject {
        var payload: JSONObject = [
            "id": uuid, "title": title, "message": text,
            "message_type": SMSDropCampaignRequest.types.firstIndex(of: type) ?? 0,
            "sender": sender, "recipient_list": recipients, "defer_until": deferUntil, "defer_by": deferBy,
            "status": state.smsDropStatus, "delivery_percentage": percentage,
            // One a recipient from the moment that it is accepted; none where it is only stored.
            "message_count": isUnlaunched ? 0 : recipients.count, "sms_count": partCount,
        ]
        if tellsCreation { payload["created_at"] = SMSDropDate.text(created) }
        return payload
    }

    private var deferUntil: String? {
        if case .until(let date, _) = schedule { SMSDropDate.text(date) } else { nil }
    }

    private var deferBy: Int? {
        if case .delay(let seconds) = schedule { seconds } else { nil }
    }

    /// Cut, not rounded, to hundredths: 100 says that nothing is left.
    private var percentage: Double {
        guard madeCount > 0 else { return 0 }
        return Double(finalCount * 10_000 / madeCount) / 100
    }
}

extension Campaign.State {
    /// The word for it (§5): `ABORTED` is whatever is not launched, or not any more.
    fileprivate var smsDropStatus: String {
        switch self {
        case .preparing: "PENDING"
        case .scheduled: "SCHEDULED"
        case .running, .paused: "SENDING"
        case .finished: "COMPLETED"
        case .waitingCredit, .aborted, .draft, .unknown: "ABORTED"
        }
    }
}

/// Times as they are written and read here (§5): out in UTC with `+00:00` and no fraction or six digits of it, the one
/// form that every Python reads; in as ISO 8601.
enum SMSDropDate {
    private static let longestText = 40

    static func text(_ date: Date) -> String {
        let microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let second = Date(timeIntervalSince1970: Double((microseconds - fraction) / 1_000_000))
        let digits = String(1_000_000 + fraction).dropFirst()
        // The style ends in the `Z` that older Pythons cannot read.
        return "\(second.formatted(.iso8601).dropLast())\(fraction == 0 ? "" : ".\(digits)")+00:00"
    }

    /// When a launch is deferred to, nil where the text tells no time; without a zone it means UTC.
    static func schedule(_ text: String) -> Campaign.Schedule? {
        guard text.utf8.count <= longestText, let date = DateReading.instant(text) else { return nil }
        // The board takes a text without a zone to mean the account's.
        return .until(date, original: DateReading.namesZone(text) ? text : Self.text(date))
    }
}
