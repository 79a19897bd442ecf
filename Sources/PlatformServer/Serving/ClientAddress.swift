import Platform

/// Whose log-ins are slowed together: the machine that a request came from, also through proxies that are trusted.
enum ClientAddress {
    /// - Parameters:
    ///   - peer: the machine at the other end of the connection.
    ///   - forwarded: the headers `X-Forwarded-For`, to whose right end each proxy adds whom it was asked by.
    /// - Returns: an address; of IPv6 the network of a customer, whose 64 bits below are the caller's to choose.
    static func caller(peer: String, forwarded: [String], trusting proxies: [AddressRange]) -> String {
        guard var caller = address(peer[...]) else { return peer }
        for entry in forwarded.joined(separator: ",").split(separator: ",").reversed() {
            // What is left of an entry that a stranger wrote anybody may have written.
            guard proxies.contains(where: { $0.holds(caller) }), let next = address(entry) else { break }
            caller = next
        }
        return caller.customer
    }

    /// Reads `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7`, `[2001:db8::7]:4711`.
    private static func address(_ text: Substring) -> HostAddress? {
        let plain = text.drop { $0 == " " || $0 == "\"" }.prefix { $0 != " " && $0 != "\"" }
        if plain.hasPrefix("[") { return HostAddress(String(plain.dropFirst().prefix { $0 != "]" }))?.plain }
        if let address = HostAddress(String(plain)) { return address.plain }
        return HostAddress(String(plain.prefix { $0 != ":" }))
    }
}
