import Glibc
package import Platform
package import ServiceCore

/// How the server listens and what it lets through.
package struct ServerOptions: Sendable {
    package var address: ListenAddress
    /// Where pixels, links and unsubscribe pages are served; nil serves them beside the APIs.
    package var trackingAddress: ListenAddress?
    /// What the address that serves those pages shows; nil speaks in clear, behind a proxy.
    package var certificate: ServerCertificate?
    /// In bytes: attachments come in base64, and smaller limits would refuse what the platforms take.
    package var bodyLimit = 32 << 20
    /// In bytes: what the bodies of all requests that are being read or answered may hold together.
    package var bodyBudget = 128 << 20
    /// The same for those of which nobody knows yet whose they are; one of any size must fit.
    package var unknownBodyBudget = 40 << 20
    /// Who is believed when it says in `X-Forwarded-For` whom it was asked by.
    package var trustedProxies: [AddressRange] = []
    /// In bytes, the request's target among them.
    package var headLimit = 64 << 10
    package var headerCountLimit = 128
    /// How long the head of a connection's first request may take to come, and each body.
    package var headTime = Duration.seconds(30)
    package var bodyTime = Duration.seconds(30)
    /// How long an answer may take to be fetched.
    package var answerTime = Duration.seconds(120)
    /// How long a connection may stay between an answer and the end of the next request's head.
    package var idleTime = Duration.seconds(75)
    /// How long the other side may take to read a last answer.
    package var lingerTime = Duration.seconds(2)
    /// How long open requests may take once the server is told to end; the rest of the time that a process has is for the
    /// database.
    package var patience = Duration.seconds(2)

    package init(address: ListenAddress) { self.address = address }
}

extension ServerOptions {
    /// Where programs on this machine reach the APIs: nil where the system chooses the port, and where they would be asked
    /// for a name that the certificate has.
    package var ownURL: String? {
        guard address.port > 0, certificate == nil || trackingAddress != nil else { return nil }
        switch address.host {
        case "0.0.0.0": return ListenAddress(port: address.port).url
        case "::": return ListenAddress(host: "::1", port: address.port).url
        default: return address.url
        }
    }
}

/// `HOST:PORT` to listen on; loopback unless another host is named.
package struct ListenAddress: Sendable, Hashable {
    package var host: String
    /// 0 lets the system choose.
    package var port: Int

    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `8025`, `:8025`, `127.0.0.1:8025`, `[::1]:8025` or `example.test:8025`.
    package init(_ text: String) throws(ServiceError) {
        let colon = text.lastIndex(of: ":")
        let portText = colon.map { text[text.index(after: $0)...] } ?? text[...]
        let hostText = colon.map { text[..<$0] } ?? ""
        guard let port = Int(portText), (0...65535).contains(port) else {
            throw ServiceError(
                .invalid, "“\(text)” is no address to listen on.",
                hint: "Write HOST:PORT, such as 127.0.0.1:8025.",
                field: "listen")
        }
        let host =
            hostText.hasPrefix("[") && hostText.hasSuffix("]") ? hostText.dropFirst().dropLast() : hostText
        self.init(host: host.isEmpty ? "127.0.0.1" : String(host), port: port)
    }

    package var url: String { url(isEncrypted: false) }

    package func url(isEncrypted: Bool) -> String { "\(isEncrypted ? "https" : "http")://\(text)" }

    /// As it is written in a URL.
    package var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether nobody reaches it but this machine.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// What the database, logs and calls to others need beside the connections.
    private static let reserve = 256

    /// Asks the system for as many as it gives, and tells how many connections there may be then.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 768 }
        limit.rlim_cur = limit.rlim_max
        if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0 {
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(Int(min(limit.rlim_cur, 1 << 20)) - reserve, 64)
    }
}
