import ServiceCore

/// One attempt that failed, and whether the same read may succeed a moment later.
struct CallFailure: Error {
    let error: ServiceError
    let isPassing: Bool
    /// How much was read before it failed.
    let answerBytes: Int

    init(_ error: ServiceError, isPassing: Bool = false) {
        self.error = error
        self.isPassing = isPassing
        answerBytes = 0
    }

    /// An error that the platform reported in a whole answer, by its HTTP status or in its envelope.
    init(_ error: ServiceError, answer: HTTPAnswer) {
        var error = error
        if error.origin == nil { error.origin = answer.call.error(error.code, "").origin }
        if error.retryAfter == nil, error.code == .rateLimited || error.code == .unavailable {
            error.retryAfter = answer.retryAfter
        }
        self.error = error
        // A 500 is a fault in what was asked more often than a passing one.
        let isBusy = error.code == .rateLimited || error.code == .unavailable
        isPassing = isBusy && answer.status != 500
        answerBytes = answer.body.count
    }
}

extension ServiceError {
    /// Nobody waits for the answer any more.
    static func cancelled(_ call: CallContext) -> ServiceError {
        call.isRead
            ? call.error(.cancelled, "\(call.deed) was cancelled.")
            : call.unknown("The call was cancelled while it ran")
    }

    /// The total limit was reached.
    static func outOfTime(_ call: CallContext, after limit: Duration) -> ServiceError {
        let time = limit.components.seconds
        return call.isRead
            ? call.error(
                .timedOut, "\(call.platform) did not answer \(call.deed) within \(time) s.",
                hint: "Try again later, or raise the connection’s timeout.")
            : call.unknown("\(call.platform) did not answer within \(time) s")
    }

    /// The same error without the secrets of the request, which a platform may have repeated in its words.
    func hiding(_ secrets: [Secret]) -> ServiceError {
        var error = self
        for text in secrets.map({ $0.reveal() }) where text.count >= 4 {
            error.message = error.message.hiding(text)
            error.hint = error.hint?.hiding(text)
        }
        return error
    }
}

extension String {
    /// Without the secret, and without the beginning of it that was left where a long quotation was cut.
    fileprivate func hiding(_ secret: String) -> String {
        let text = replacing(secret, with: Secret.mask)
        for length in stride(from: secret.count - 1, through: 4, by: -1) {
            let cut = secret.prefix(length) + "…"
            if text.contains(cut) { return text.replacing(cut, with: Secret.mask + "…") }
        }
        return text
    }
}
