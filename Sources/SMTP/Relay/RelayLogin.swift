/// Whom a session logs in as.
///
/// The password is asked for where it is written to the relay and held nowhere: neither printing nor reflection of this
/// shows it.
package struct RelayLogin: Sendable {
    package let user: String
    let password: @Sendable () -> String

    /// - Parameter password: gives the password each time a session logs in.
    package init(user: String, password: @escaping @Sendable () -> String) {
        self.user = user
        self.password = password
    }
}
