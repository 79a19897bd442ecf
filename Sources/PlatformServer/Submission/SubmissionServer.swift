import Glibc
package import Platform
import SMTP
package import ServiceCore

/// How the platform takes mail by SMTP.
package struct SubmissionOptions: Sendable {
    package var address: ListenAddress
    /// Nil offers no encryption, and so no log-in to clients of other machines.
    package var certificate: ServerCertificate?
    /// As it greets; nil is the machine's own name.
    package var name: String?
    /// The SMTP user that clients on this machine are without logging in.
    package var localUser: String?
    /// How long what is being taken may last once the server is told to end.
    package var patience = Duration.seconds(2)

    package init(address: ListenAddress) { self.address = address }
}

/// The embedded platform as a server that mail is submitted to (RFC 6409).
package struct SubmissionServer: Sendable {
    private let options: SubmissionOptions
    private let server: MailServerOptions
    private let service: SubmissionService

    /// - Throws: `.invalid` for an address that other machines reach where nothing would be encrypted; `.notFound` for a local
    ///   user that there is not.
    package init(
        _ platform: EmbeddedPlatform, _ options: SubmissionOptions, throttle: LoginThrottle
    ) async throws(ServiceError) {
        self.options = options
        guard options.certificate != nil || options.address.isLoopback else {
            throw ServiceError(
                .invalid,
                "\(options.address.host) is reached from other machines, and nothing would be encrypted.",
                hint: "Give --tls-certificate and --tls-key, or listen on 127.0.0.1.", field: "smtp-listen")
        }
        if let user = options.localUser {
            guard try await SMTPSubmissions(platform.context).submitter(named: user) != nil else {
                throw ServiceError(
                    .notFound, "There is no SMTP user “\(user)”.",
                    hint: "Look with “sendboard list smtp-user”.",
                    field: "smtp-local-user")
            }
        }
        var settings = MailServerSettings()
        settings.name = options.name ?? Self.machineName
        settings.encryption = options.certificate == nil ? .never : .offered
        settings.requiresLogin = options.localUser == nil
        settings.takesUTF8 = true
        settings.largestMessage = MailDraft.mostBytes - Self.hopRoom
        service = SubmissionService(
            platform, throttle: throttle, name: settings.name, localUser: options.localUser)
        var server = MailServerOptions(settings, service.service)
        if let certificate = options.certificate { server.encryption = { certificate.context } }
        self.server = server
    }

    /// In bytes, for the field that says how a message came.
    private static let hopRoom = 2048

    /// Serves until the task is cancelled; then what is being taken is answered first.
    ///
    /// - Parameter ready: told the address, with the port that the system chose, once it can be reached.
    /// - Throws: `.unavailable` where the address cannot be listened on.
    package func run(ready: @Sendable (ListenAddress) async -> Void) async throws(ServiceError) {
        let running: MailServer
        do throws(ListenFault) {
            running = try await MailServer(server, host: options.address.host, port: options.address.port)
        } catch {
            throw ServiceError(
                .unavailable, "smtp://\(options.address.text) cannot be served: \(error.words).",
                hint: "Choose another --smtp-listen, as HOST:PORT.")
        }
        await ready(ListenAddress(host: options.address.host, port: running.port))
        async let _ = service.endBarred { running.end($0, saying: $1) }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        await running.stop(within: options.patience)
    }

    /// What the system calls this machine, where that is a name.
    private static var machineName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
        let name = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isName ? name : "localhost"
    }
}
