import ServiceCore

extension AllowRule {
    /// The reason as typed; empty where none was asked for.
    static func reason(_ values: FormValues) throws(ServiceError) -> String {
        try values.line("reason", limit: 400) ?? ""
    }
}
