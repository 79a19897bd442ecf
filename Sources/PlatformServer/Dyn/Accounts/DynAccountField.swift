import Platform
import ServiceCore

/// One field of an account: its names on the wire and its line of the board's form.
struct DynAccountField: Sendable {
    /// Newer help pages have other names for some; the first that was sent counts.
    let names: [String]
    let id: FieldID
    /// For a flag, what an empty text means; nil for texts.
    var blank: String?

    static let all: [DynAccountField] = [
        text("accountname", "account_name"), text("contactname", "contact_name"),
        text("companyname", "company"), text("phone", "phone"), text("address", "address"),
        text("city", "city"), text("state", "region"), text("zipcode", "zip_code"),
        text("country", "country"), text("timezone", "time_zone"),
        DynAccountField(names: ["bounceurl", "bounce_url"], id: "bounce_url"),
        DynAccountField(names: ["spamurl", "spam_url"], id: "spam_url"),
        DynAccountField(names: ["unsubscribeurl", "unsub_url"], id: "unsubscribe_url"),
        flag("bounce_url_active", "bounce_url_active", blank: "yes"),
        flag("spam_url_active", "spam_url_active", blank: "yes"),
        flag("unsub_url_active", "unsubscribe_url_active", blank: "yes"),
        flag("trackopens", "track_opens"), flag("tracklinks", "track_links"),
        flag("trackunsubscribes", "track_unsubscribes"),
    ]

    private static func text(_ name: String, _ id: FieldID) -> DynAccountField {
        DynAccountField(names: [name], id: id)
    }

    private static func flag(_ name: String, _ id: FieldID, blank: String = "no") -> DynAccountField {
        DynAccountField(names: [name], id: id, blank: blank)
    }

    /// The form's text for what was sent; nil where nothing was.
    func formText(_ parameters: DynParameters, _ faults: inout DynFaults) -> String? {
        guard let name = names.first(where: { parameters[$0] != nil }), let sent = parameters[name] else {
            return nil
        }
        guard let blank else { return sent }
        if sent.trimmingBlanks.isEmpty { return blank }
        let flag = faults.reading(try parameters.flag(name))
        return flag.map { $0 ? "yes" : "no" }
    }
}

extension DynFaults {
    /// The account fields that were sent, for the board's form; those that are wrong are noted and left out.
    mutating func accountValues(_ parameters: DynParameters) -> FormValues {
        var values = FormValues()
        for field in DynAccountField.all {
            guard let text = field.formText(parameters, &self) else { continue }
            if !text.trimmingBlanks.isEmpty, let fault = Tenant.fault(ofAccount: field.id, text) {
                add(field.names[0], fault)
            } else {
                values[field.id] = text
            }
        }
        return values
    }
}
