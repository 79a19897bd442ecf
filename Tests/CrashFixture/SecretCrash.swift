import Glibc
import ServiceCore

/// Dies with a secret and a plain text in memory; both come on standard input, a line each.
enum SecretCrash {
    static func happen() -> Never {
        var input = [UInt8](repeating: 0, count: 256)
        let count = max(0, read(STDIN_FILENO, &input, input.count))
        let end = input.firstIndex(of: UInt8(ascii: "\n")) ?? 0
        let secret = input.withUnsafeBytes { Secret(bytes: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
        let plain = end < count ? Array(input[(end + 1)..<count]) : []
        // An array of 256 bytes has a start.
        input.withUnsafeMutableBytes { explicit_bzero($0.baseAddress!, $0.count) }
        withExtendedLifetime((secret, plain)) { abort() }
    }
}
