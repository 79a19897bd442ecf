/// How often the sandbox's simulated recipients do what; shares from 0 to 1.
package struct SandboxRates: Sendable, Hashable {
    /// Of attempts: no such person (550 5.1.1).
    package var refused = 0.008
    /// Of attempts to hand over an e-mail: try again later (451 4.7.1 or 452 4.2.2).
    package var temporary = 0.012
    /// Of hand-overs: the answer is lost, though the message was taken.
    package var lost = 0.0
    /// Of accepted messages, at most one of these two, else delivered or silent.
    package var softBounce = 0.004
    package var hardBounce = 0.005
    /// Of accepted messages that do not bounce: reported as delivered.
    package var delivered = 0.98
    /// Of delivered messages.
    package var view = 0.22
    /// Of viewed messages.
    package var click = 0.18
    package var complaint = 0.0005
    package var unsubscribe = 0.001

    package init() {}

    /// Everything is accepted and nothing heard of later.
    package static var silent: SandboxRates {
        var rates = SandboxRates()
        for path in allPaths { rates[keyPath: path] = 0 }
        return rates
    }

    private static var allPaths: [WritableKeyPath<SandboxRates, Double>] {
        [
            \.refused, \.temporary, \.lost, \.softBounce, \.hardBounce, \.delivered, \.view, \.click,
            \.complaint, \.unsubscribe,
        ]
    }

    /// The rates in words, for the facts of a launch.
    package var summary: String {
        "refused \(Self.percent(refused)), later \(Self.percent(temporary)), soft bounces "
            + "\(Self.percent(softBounce)), hard bounces \(Self.percent(hardBounce)), delivered "
            + "\(Self.percent(delivered)), viewed \(Self.percent(view)), clicked \(Self.percent(click)) of those"
    }

    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths)) %" : "\(tenths) %"
    }
}
