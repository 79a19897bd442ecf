package import SMTP
package import ServiceCore
import Store

/// That of e-mail, which goes to a relay.
package typealias RelaySetting = TransportSetting

extension TransportSetting {
    /// - Throws: `.storage` where what stands there is no address of a relay.
    package func address() throws(ServiceError) -> RelayAddress {
        do {
            return try RelayAddress(parsing: url)
        } catch {
            throw ServiceError(
                .storage, "The data directory's relay cannot be read.",
                hint: "Name it anew: sendboard relay use URL")
        }
    }

    /// - Throws: `.storage` where what stands there is no address of a gateway.
    package func gateway() throws(ServiceError) -> GatewayAddress {
        do {
            return try GatewayAddress(parsing: url)
        } catch {
            throw ServiceError(
                .storage, "The data directory's gateway cannot be read.",
                hint: "Name it anew: sendboard gateway use URL")
        }
    }

    /// What people are told of a relay.
    static func sentence(of url: String) -> String { "messages leave through \(url)" }

    /// The relay; nil where e-mail has none.
    static func current(in db: ReadTransaction) throws -> RelaySetting? { try current(.email, in: db) }
}
