import ServiceCore

extension SendClean {
    /// What every answer is wrapped in: `{"status": "success", …}` (`WIRE.md` §3).
    enum Envelope {
        /// `status: "error"` is an error whatever the HTTP code, and every code but 200 whatever the body.
        static let open: HTTPTransport.Envelope = { answer throws(ServiceError) in
            if let body = try? answer.json(), let fault = Fault(answer, body) { throw fault.error }
            guard answer.status == 200 else { throw refused(answer) }
            let payload = try answer.json()
            guard case .object = payload.value else {
                throw payload.malformed(payload.value == nil ? "is empty" : "is no object")
            }
            guard try payload["status"].text().lowercased() == "success" else {
                throw payload["status"].malformed("is neither success nor error")
            }
            return payload
        }

        private static func refused(_ answer: HTTPAnswer) -> ServiceError {
            guard (200..<300).contains(answer.status) else { return answer.failure() }
            return answer.call.malformed("its HTTP status is \(answer.status), not 200")
        }
    }
}
