import ServiceCore

/// What smsdrop says where it refuses: `{"detail": text}`, or a list with the place of each wrong value (§3).
enum SMSDropEnvelope {
    static func open(_ answer: HTTPAnswer) throws(ServiceError) -> JSONReader {
        if (200..<300).contains(answer.status) { return try answer.json() }
        guard let detail = (try? answer.json())?["detail"] else { throw answer.failure() }
        let problems = problems(detail)
        guard let first = problems.first else { throw answer.failure(try? detail.text()) }
        var error = answer.failure(problems.map(\.sentence).joined(separator: "; "))
        error.field = first.name.flatMap { formFields[$0] }
        throw error
    }

    /// The form line of each wire field.
    private static let formFields: [String: FieldID] = [
        "title": "title", "message": "text", "message_type": "type", "sender": "sender",
        "recipient_list": "audience", "defer_until": "defer_until", "defer_by": "defer_by",
        "username": "email", "password": "password",
    ]

    private static func problems(_ detail: JSONReader) -> [Problem] {
        ((try? detail.items()) ?? []).map { entry in
            let places = (try? entry["loc"].items()) ?? []
            // The first names the part of the request, the second the field, what follows its place.
            let names = places.dropFirst().compactMap { try? $0.text() }
            return Problem(
                name: names.first, places: Array(names.dropFirst()), text: (try? entry["msg"].text()) ?? "")
        }
    }

    private struct Problem {
        let name: String?
        let places: [String]
        let text: String

        /// `recipient_list[0]: not a number`.
        var sentence: String {
            guard let name else { return text }
            return name + places.map { "[\($0)]" }.joined() + ": " + text
        }
    }
}
