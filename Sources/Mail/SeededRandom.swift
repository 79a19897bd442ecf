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
