/// A message that a scripted relay took: what is certain to have arrived.
package struct AcceptedMessage: Sendable, Hashable {
    /// The session's number, from 1.
    package let session: Int
    package let sender: String
    package let recipients: [String]
    /// The arguments of MAIL after the address, as they came.
    package let options: String
    /// Without the dots that the line doubled.
    package let bytes: [UInt8]
    package let isEncrypted: Bool
    /// Whoever had logged in.
    package let user: String?

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The header of this name, nil where there is none; its first line.
    package func header(_ name: String) -> String? {
        let head = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }
        let line = head.first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
        return line.map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }

    package var messageID: String? { header("Message-ID") }
}
