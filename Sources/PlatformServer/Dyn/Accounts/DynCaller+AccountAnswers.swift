import Platform
import ServiceCore

extension DynCaller {
    /// An account in the list, beside which the cap stands (§5).
    ///
    /// Flags are 0 or 1 and nothing is null, since clients post it straight back.
    static func item(_ account: Account) -> JSONObject {
        [
            "username": account.username, "accountname": account.accountName,
            "contactname": account.contactName, "companyname": account.companyName, "phone": account.phone,
            "address": account.address.street, "city": account.address.city, "state": account.address.state,
            "zipcode": account.address.zipCode, "country": account.address.country,
            "timezone": account.timeZone, "bounceurl": account.bouncePostback.url,
            "spamurl": account.spamPostback.url, "unsubscribeurl": account.unsubscribePostback.url,
            "apikey": account.apiKey?.reveal() ?? "", "created": account.created.map(DynDate.text) ?? "",
            "usertype": account.userType, "trackopens": account.tracking.opens == true ? 1 : 0,
            "tracklinks": account.tracking.links == true ? 1 : 0,
            "trackunsubscribes": account.tracking.unsubscribes == true ? 1 : 0,
            "emailsent": account.emailsSent ?? 0, "max_sample_count": account.maxSampleCount ?? 0,
        ]
    }

    /// The answer to a call about one.
    static func answer(_ account: Account) -> JSONObject {
        var answer = item(account)
        answer["emailcap"] = emailCap(account.emailCap)
        return answer
    }

    /// Messages a month; an empty text where there is no cap.
    static func emailCap(_ messages: Int?) -> JSONObject.Value {
        if let messages { messages } else { "" }
    }

    /// The four header names of the account, those unset as empty texts.
    func headerNames() async throws(ServiceError) -> [String: String] {
        Self.headerNames(of: try await tenant.account())
    }

    /// Sets those that were sent; an empty text clears one.
    func saveHeaderNames() async throws(ServiceError) -> [String: String] {
        var faults = DynFaults()
        var values = FormValues()
        for number in 1...4 {
            let name = "xheader\(number)"
            guard let text = parameters[name] else { continue }
            let field = FieldID("x_header_\(number)")
            if !text.trimmingBlanks.isEmpty, let fault = Tenant.fault(ofAccount: field, text) {
                faults.add(name, fault)
            }
            values[field] = text
        }
        try faults.check()
        return Self.headerNames(of: try await tenant.changeAccount(nil, values))
    }

    private static func headerNames(of account: Account) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: account.xHeaders.enumerated().map { ("xheader\($0 + 1)", $1) })
    }
}
