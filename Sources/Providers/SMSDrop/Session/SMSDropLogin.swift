import FoundationEssentials
import ServiceCore

/// `POST auth/login`: e-mail and password for a token (§2).
///
/// A read, since it changes nothing that anybody could see: several tokens live side by side.
struct SMSDropLogin: Sendable {
    let transport: HTTPTransport
    let credentials: Credentials
    let clock: TransportClock

    var now: Date { clock.date() }

    func email() async throws(ServiceError) -> String {
        try await credentials["email"].reveal()
    }

    /// - Throws: `.unauthorized` for a wrong e-mail or password.
    func token() async throws(ServiceError) -> SMSDropToken {
        let (email, password) = (try await email(), try await credentials["password"])
        let form: Parameters = ["username": .text(email), "password": .secret(password)]
        do throws(ServiceError) {
            let answer = try await transport.send(
                .read("account.log-in", .post, "auth/login", body: .form(form)))
            return SMSDropToken(
                secret: try answer.payload["access_token"].secret(), email: email,
                expires: now.addingTimeInterval(SMSDropToken.life))
        } catch {
            guard error.origin?.status == 400 else { throw error }
            throw ServiceError(
                .unauthorized, "smsdrop knows no user with this e-mail and password.",
                hint: "Check both with “sendboard connection check \(transport.connection.name)”.",
                origin: error.origin)
        }
    }
}
