/// Random numbers that are the same for the same seed, so that a message is the same at every attempt.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int64) { state = UInt64(bitPattern: seed) }

    mutating func next() -> UInt64 {
        state &+= 1
        return SeededDraw.mix(state)
    }
}
