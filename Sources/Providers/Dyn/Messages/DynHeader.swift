import ServiceCore

/// A header that a message may be given, under the name that Dyn's form has for it.
enum DynHeader {
    /// The wire's names without dashes; a person writes the header as the standard has it.
    static let names: [String: String] = [
        "sender": "sender", "message-id": "messageid", "in-reply-to": "inreplyto", "references": "references",
        "comments": "comments", "keywords": "keywords", "reply-by": "replyby", "importance": "importance",
        "priority": "priority", "sensitivity": "sensitivity", "resent-date": "resent-date",
        "resent-from": "resent-from", "resent-sender": "resent-sender", "resent-reply-to": "resent-replyto",
        "resent-message-id": "resent-messageid", "content-encoding": "content-encoding",
    ]

    /// Headers by name, ordered by it, as form parameters.
    ///
    /// - Throws: `.invalid` on `field` for a header that Dyn does not take.
    static func parameters(_ headers: [String: String], field: FieldID) throws(ServiceError) -> Parameters {
        var parameters: Parameters = [:]
        for (header, value) in headers.sorted(by: { $0.key < $1.key }) {
            try FormValues.check(value, nil, field)
            let name = header.lowercased()
            if let wire = names[name] ?? names.values.first(where: { $0 == name }) {
                parameters.add(wire, value)
            } else if DynRule.headerName.isRight(header) {
                parameters.add(header, value)
            } else {
                throw ServiceError(
                    .invalid, "Dyn takes no header “\(header)”.",
                    hint: NearestName.to(name, among: names.keys.sorted()).map { "Did you mean \($0)?" }
                        ?? "Custom headers begin with X-.", field: field)
            }
        }
        return parameters
    }
}
