import Glibc

/// What parts a multipart body: a line that occurs in none of its parts (RFC 2046 §5.1.1).
enum Boundary {
    /// In neither quoted-printable nor base64, so that only plain text can ever clash.
    static let mark = "=_"
    private static let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz")

    static func absent(from texts: [[UInt8]], _ random: inout some RandomNumberGenerator) -> String {
        while true {
            let drawn = (0..<24).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
            let boundary = mark + String(drawn)
            if !texts.contains(where: { contains($0, boundary) }) { return boundary }
        }
    }

    /// Looks only where its first byte is, which in files is almost nowhere.
    private static func contains(_ text: [UInt8], _ boundary: String) -> Bool {
        let sought = Array(boundary.utf8)
        return text.withUnsafeBytes { text in
            guard let base = text.baseAddress else { return false }
            var start = 0
            while start + sought.count <= text.count,
                let found = memchr(base + start, Int32(sought[0]), text.count - start - sought.count + 1)
            {
                if memcmp(found, sought, sought.count) == 0 { return true }
                start = found - UnsafeMutableRawPointer(mutating: base) + 1
            }
            return false
        }
    }
}

/// Random numbers that are the same for the same seed, so that a message is the same at every attempt.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: Int64) { state = UInt64(bitPattern: seed) }

    package mutating func next() -> UInt64 {
        state &+= 1
        return Self.mix(state)
    }

    /// The finaliser of splitmix64.
    package static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
