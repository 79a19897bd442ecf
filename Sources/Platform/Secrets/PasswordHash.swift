import Crypto
import CryptoExtras
import Foundation
package import ServiceCore

/// A log-in password as it is kept: scrypt over the lower-case hexadecimal MD5 of it.
///
/// The MD5 step is there because Dyn's log-in may send `md5-` and that digest instead of the password; it is
/// the one form that both ways can produce, and scrypt is what protects it.
package struct PasswordHash: Sendable, Equatable {
    /// `scrypt$N$r$p$salt$hash`, the last two in hexadecimal.
    package let text: String

    package init(text: String) { self.text = text }

    /// How dear a guess is.
    package struct Cost: Sendable {
        package var rounds: Int
        package var blockSize: Int
        package var parallelism: Int

        /// 32 MiB and some tens of milliseconds a guess.
        package static let standard = Cost(rounds: 32_768, blockSize: 8, parallelism: 1)
        /// For made-up accounts, whose passwords protect nothing.
        package static let sample = Cost(rounds: 16, blockSize: 8, parallelism: 1)
    }

    /// - Parameter password: in clear, or `md5-` and 32 hexadecimal digits.
    package init(of password: Secret, cost: Cost = .standard) throws(ServiceError) {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let hash = try Self.derive(password, salt: salt, cost: cost)
        text = [
            "scrypt", "\(cost.rounds)", "\(cost.blockSize)", "\(cost.parallelism)", Hex.text(salt),
            Hex.text(hash),
        ].joined(separator: "$")
    }

    /// Whether the password is the one; takes as long as making the hash did.
    package func matches(_ password: Secret) -> Bool {
        let parts = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let block = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Hex.bytes(parts[4])
        else { return false }
        let cost = Cost(rounds: rounds, blockSize: block, parallelism: parallelism)
        guard let hash = try? Self.derive(password, salt: salt, cost: cost) else { return false }
        return Secret(String(parts[5])).matches(Hex.text(hash))
    }

    private static func derive(
        _ password: Secret, salt: [UInt8], cost: Cost
    ) throws(ServiceError) -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: Data(digest(of: password).utf8), salt: salt, outputByteCount: 32,
                rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw ServiceError(.storage, "The password could not be hashed.")
        }
    }

    private static func digest(of password: Secret) -> String {
        let clear = password.reveal()
        if clear.hasPrefix("md5-"), let bytes = Hex.bytes(clear.dropFirst(4)), bytes.count == 16 {
            return Hex.text(bytes)
        }
        return Hex.text(Insecure.MD5.hash(data: Data(clear.utf8)))
    }
}
