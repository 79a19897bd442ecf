package import ServiceCore

extension ConnectionEntry {
    /// The platform of our own, which needs no entry.
    package static let embedded = "embedded"

    /// - Throws: `.invalid` for a name that no connection can have.
    package static func check(name: String) throws(ServiceError) {
        guard name != embedded else {
            throw ServiceError(
                .invalid, "“embedded” is the platform of our own.", hint: "Take another name.")
        }
        guard isName(name) else {
            throw ServiceError(
                .invalid, "“\(name)” cannot be the name of a connection.",
                hint: "Write letters, digits, hyphens and underscores.")
        }
    }

    private static func isName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
    }
}
