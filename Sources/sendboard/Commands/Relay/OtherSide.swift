import Platform
import SMTP
import ServiceCore
import Settings

/// Where a channel's messages go, as commands name, try and keep it: a relay or a gateway.
protocol OtherSide: Sendable, CustomStringConvertible {
    /// The command's name, and what people call it.
    static var side: TransportPassword.Side { get }
    static var channel: Channel { get }
    /// An address to show how one is written.
    static var example: String { get }
    /// What goes there, at the beginning of a sentence.
    static var messages: String { get }

    var host: String { get }
    /// Whose password is kept: `kim@relay.example`.
    var login: String { get }

    /// As a person typed it.
    ///
    /// - Throws: `.invalid`; a password in it is not repeated.
    init(typed text: String) throws(ServiceError)

    /// The one in use, nil where there is none.
    static func current(in platform: EmbeddedPlatform) async throws(ServiceError) -> Self?

    /// Asks something that sends nothing.
    ///
    /// - Returns: what it says of itself.
    func attempt(
        _ password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) async throws(ServiceError) -> String
}

extension RelayAddress: OtherSide {
    static let side = TransportPassword.Side.relay
    static let channel = Channel.email
    static let example = "smtp://host:587"
    static let messages = "Messages"

    static func current(in platform: EmbeddedPlatform) async throws(ServiceError) -> RelayAddress? {
        try await platform.relay()?.address()
    }

    func attempt(
        _ password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) async throws(ServiceError) -> String {
        try await RelayTrial(self, password: password).run()
    }

    init(typed text: String) throws(ServiceError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw ServiceError(.invalid, error.message, hint: error.hint)
        }
    }
}

extension GatewayAddress: OtherSide {
    static let side = TransportPassword.Side.gateway
    static let channel = Channel.sms
    static let example = "kannel+http://user@host:13013/cgi-bin/sendsms"
    static let messages = "Text messages"

    static func current(in platform: EmbeddedPlatform) async throws(ServiceError) -> GatewayAddress? {
        try await platform.gateway()?.gateway()
    }

    func attempt(
        _ password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) async throws(ServiceError) -> String {
        try await GatewayTrial(self, password: password).run()
    }

    init(typed text: String) throws(ServiceError) { try self.init(parsing: text) }
}
