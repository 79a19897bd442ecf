import Platform
import ServiceCore

extension DynCaller {
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
