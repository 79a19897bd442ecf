import Glibc
import ServiceCore

/// A port of loopback on which nobody listens.
enum FreePort {
    /// Asks the system for one and gives it back, so another process might take it in the moment after.
    static func find() throws(ServiceError) -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw failure }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static var failure: ServiceError {
        ServiceError(
            .unavailable, "No port of this machine can be had.", hint: "Start with --connection embedded.")
    }
}
