import ServiceCore

/// Dyn's envelope: `{"response": {"status": 200, "message": "OK", "data": …}}`, on good answers and bad.
///
/// The body's own status decides; the HTTP status counts only where the body has none.
enum DynEnvelope {
    /// - Returns: `response.data`, a missing value where the answer has none.
    static func open(_ answer: HTTPAnswer) throws(ServiceError) -> JSONReader {
        let response = (try? answer.json())?["response"]
        guard let response, let status = try? response["status"].integer() else {
            throw withoutEnvelope(answer)
        }
        guard status == 200 else { throw error(status, response, answer) }
        return response["data"]
    }

    private static func withoutEnvelope(_ answer: HTTPAnswer) -> ServiceError {
        do throws(ServiceError) {
            if (451...453).contains(answer.status) {
                throw error(answer.status, JSONReader(nil, call: answer.call), answer)
            }
            try answer.requireSuccess()
            _ = try answer.json()
            return answer.call.malformed("response.status is missing")
        } catch {
            return error
        }
    }

    private static func error(_ status: Int, _ response: JSONReader, _ answer: HTTPAnswer) -> ServiceError {
        var call = answer.call
        call.status = status
        let words = sentences(response)
        let said = words?.quoted ?? ""
        func error(_ code: ServiceError.Code, _ what: String, _ hint: String) -> ServiceError {
            call.error(code, "Dyn \(what) (\(status))\(said).", hint: hint, retryAfter: answer.retryAfter)
        }
        switch status {
        case 404: return error(.notFound, "finds nothing there", "Refresh; if it stays, check base-url.")
        case 429: return error(.rateLimited, "asks for fewer calls", answer.waitHint)
        case 451:
            let needed = call.operation.hasPrefix("accounts.") ? "; accounts need the master key" : ""
            return error(
                .unauthorized, "does not accept the API key for this",
                "Check it with “sendboard connection check \(call.connection.name)”\(needed).")
        case 452:
            return error(call.refusalCode, "refuses \(call.refused)", call.refusalHint)
        case 453: return error(.conflict, "has it already", "Choose another name, or edit the one there is.")
        case 500...:
            return answer.lost("Dyn is overloaded or in maintenance", words, status: status)
                ?? error(.unavailable, "is overloaded or in maintenance", answer.waitHint)
        // None of Dyn's documents has it; it means what HTTP says.
        case 400..<500: return answer.failure(words, as: status)
        default: return error(.refused, "refuses the call", "Look into Dyn’s own console.")
        }
    }

    /// A 452 lists its faults in `data`, one sentence for each field; the others have `message` alone.
    private static func sentences(_ response: JSONReader) -> String? {
        if case .array = response["data"].value, let faults = try? response["data"].texts(), !faults.isEmpty {
            return faults.joined(separator: "; ")
        }
        return try? response["message"].text()
    }
}

extension ServiceError {
    /// The refusal of a call whose one value is a name: Dyn answers an unknown one with 452, as any other fault.
    func ofUnknown(_ words: String) -> ServiceError {
        guard code == .invalid else { return self }
        return ServiceError(.notFound, words, hint: "Refresh the list.", origin: origin)
    }

    /// The same refusal on the form line of the first wire name that its words hold.
    func onField(_ fields: [(name: String, field: FieldID)]) -> ServiceError {
        guard code == .invalid || code == .conflict, field == nil else { return self }
        let words = Set(
            message.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        var error = self
        error.field = fields.first { words.contains($0.name) }?.field
        return error
    }
}
