/// An address and who it is, as a header names them.
///
/// A header takes the address as it is given, so its domain is to be in ASCII by then.
package struct Mailbox: Codable, Sendable, Hashable {
    package var name: String
    package var address: String

    package init(_ address: String, name: String = "") {
        self.name = name
        self.address = address
    }
}
