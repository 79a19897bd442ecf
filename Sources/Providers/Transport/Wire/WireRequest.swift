import ServiceCore

/// A request as it goes on the wire, every secret in clear; never leaves this folder and is never printed.
struct WireRequest: Sendable, CustomStringConvertible, CustomReflectable {
    let method: HTTPRequest.Method
    let url: String
    /// What may be said of the URL.
    let host: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    /// - Throws: `.invalid` for an empty path segment, a bad header name or a line break in a header.
    init(_ request: HTTPRequest, base: BaseURL, call: CallContext) throws(ServiceError) {
        guard !request.path.hasEmptySegment else {
            throw call.error(
                .invalid, "\(call.deed) needs the id or address of one row, and it is empty.",
                hint: "Choose a row and try again.")
        }
        let path = request.path.encoded.drop { $0 == "/" }
        let query = request.query.revealed()
        method = request.method
        host = base.host
        url = "\(base)/\(path)\(query.isEmpty ? "" : "?\(query)")"
        body = request.body.bytes
        var headers: [(name: String, value: String)] = [
            ("User-Agent", "Sendboard"), ("Accept", "application/json"),
            // Without it a gateway may choose any compression (RFC 9110 §12.5.3), which is never undone.
            ("Accept-Encoding", "identity"),
        ]
        if let type = request.body.contentType { headers.append(("Content-Type", type)) }
        for (name, value) in request.headers.items {
            headers.append((name, try Self.checked(value.revealed, of: name, call)))
        }
        self.headers = headers
    }

    private static func checked(
        _ value: String, of name: String, _ call: CallContext
    ) throws(ServiceError) -> String {
        let isToken = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
        guard isToken, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) else {
            throw call.error(
                .invalid,
                "The header \(isToken ? name : "") cannot be sent: it holds a control or foreign character.",
                hint: "Check the credentials for a line break or a stray character.")
        }
        return value
    }

    var description: String { "\(method.rawValue) \(Secret.mask)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPRequest {
    var secrets: [Secret] {
        let inBody =
            switch body {
            case .form(let parameters): parameters.secrets
            case .json(let value): value.secrets
            case .none, .bytes: [Secret]()
            }
        return query.secrets + headers.secrets + inBody
    }
}

extension HTTPRequest.Body {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .none: []
        case .form(let parameters): Array(parameters.revealed().utf8)
        case .json(let value): JSONWriting.revealed(value)
        case .bytes(let bytes, _): bytes
        }
    }

    fileprivate var contentType: String? {
        switch self {
        case .none: nil
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        case .bytes(_, let type): type
        }
    }
}
