package import ServiceCore

extension HTTPAnswer {
    /// The envelope of a platform that has none: 2xx is good, everything else means what HTTP says.
    package static func plain(_ answer: HTTPAnswer) throws(ServiceError) -> JSONReader {
        try answer.requireSuccess()
        return try answer.json()
    }

    /// - Throws: what the HTTP status means, unless it is 2xx.
    package func requireSuccess() throws(ServiceError) {
        guard !(200..<300).contains(status) else { return }
        throw failure()
    }

    /// What an HTTP status other than 2xx means by itself.
    ///
    /// - Parameters:
    ///   - detail: the platform's own words, shown in the sentence, cut to one line.
    ///   - told: the status that the platform tells in the body, which is what counts then.
    package func failure(_ detail: String? = nil, as told: Int? = nil) -> ServiceError {
        let status = told ?? status
        var call = call
        call.status = status
        let said = detail?.quoted ?? ""
        let name = call.platform
        func error(_ code: ServiceError.Code, _ what: String, _ hint: String) -> ServiceError {
            call.error(code, "\(name) \(what) (\(status))\(said).", hint: hint, retryAfter: retryAfter)
        }
        switch status {
        case 300..<400:
            return error(
                .malformedAnswer, "sends us to another address, which is never followed",
                "Check base-url in the configuration.")
        case 400, 413, 422:
            return error(call.refusalCode, "refuses \(call.refused)", call.refusalHint)
        case 401:
            return error(
                .unauthorized, "does not accept the credentials",
                "Check them with “sendboard connection check \(call.connection.name)”.")
        case 402: return error(.insufficientCredit, "reports too little credit", "Buy credit and try again.")
        case 403: return error(.forbidden, "does not allow this", "Ask the account’s owner for the right.")
        case 404, 410: return error(.notFound, "has no such thing", call.goneHint)
        case 405, 501: return error(.unsupported, "does not offer this call", "Check base-url.")
        case 409: return error(.conflict, "has it already, or it has changed", "Refresh and look.")
        case 429: return error(.rateLimited, "asks for fewer calls", waitHint)
        case 502, 504:
            return lost("The gateway before \(name) lost the answer", detail)
                ?? error(.unavailable, "is not reachable behind its gateway", waitHint)
        case 500...:
            return lost("\(name) has a fault of its own", detail)
                ?? error(.unavailable, "has a fault of its own", waitHint)
        default: return error(.refused, "refuses the call", "Look into the platform’s own console.")
        }
    }

    /// What to do where a platform wants fewer calls, or none for a while.
    var waitHint: String { RetryAfter.hint(retryAfter) }

    /// A write that failed on the platform's side, which may have come before or after it was carried out; nil for a read.
    ///
    /// No platform says that such an answer leaves nothing done: Dyn has 503 for “overloaded or in maintenance”
    /// (`Providers/Dyn/WIRE.md` §3), SendClean's 500 is “anything unexpected” (`Providers/SendClean/WIRE.md` §3), smsdrop's
    /// 500 and up and DMDS's have no meaning at all (`Providers/SMSDrop/WIRE.md` §3, `Providers/DMDS/WIRE.md` §3). So it is
    /// settled as a dropped answer is.
    ///
    /// - Parameters:
    ///   - cause: the beginning of a sentence, without its full stop.
    ///   - detail: the platform's own words.
    func lost(_ cause: String, _ detail: String?, status: Int? = nil) -> ServiceError? {
        guard !call.isRead else { return nil }
        let status = status ?? self.status
        let said = detail?.quotable ?? ""
        var lost = call
        lost.status = status
        var error = lost.unknown("\(cause) (\(said.isEmpty ? "\(status)" : "\(status), “\(said)”"))")
        error.retryAfter = retryAfter
        return error.sayingWait()
    }
}

extension ServiceError {
    /// The same, whose hint ends with how long the platform wants to be left in peace, where it said so.
    func sayingWait() -> ServiceError {
        guard let retryAfter else { return self }
        var told = self
        let rest = "It wants to be left in peace for \(RetryAfter.seconds(of: retryAfter)) s."
        told.hint = [hint, rest].compactMap(\.self).joined(separator: " ")
        return told
    }
}

extension String {
    /// A platform's words as they may stand in a sentence: one line, at most 200 characters, no full stop.
    package var quotable: String {
        let words = split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        let short = words.count > 200 ? words.prefix(199) + "…" : words[...]
        return String(short.last == "." ? short.dropLast() : short)
    }

    /// A platform's words as the end of a sentence about them; nothing where it said none.
    package var quoted: String { quotable.isEmpty ? "" : ": “\(quotable)”" }
}
