import Foundation

/// Domains beyond ASCII in the form that the network knows (IDNA).
package enum DomainName {
    /// `bücher.example` as `xn--bcher-kva.example`; a domain in ASCII, or one that cannot be written so, stays as it is.
    package static func ascii(_ domain: String) -> String {
        if domain.utf8.allSatisfy({ $0 < 128 }) { return domain }
        var address = URLComponents()
        // Hosts of this scheme are written by ICU's rules for domains (UTS 46).
        address.scheme = "https"
        address.host = domain
        guard let encoded = address.encodedHost, encoded.utf8.allSatisfy({ $0 < 128 && $0 != 37 }) else {
            return domain
        }
        return encoded
    }
}
