import FoundationEssentials
import ServiceCore

extension DeliveryTransaction.Conduct {
    /// Retries at the sandbox's pace, answers by its simulated recipients.
    init(_ sandbox: SandboxOptions, rules: BounceRules) {
        self.rules = rules
        waits = RetryWaits()
        waits.scale = sandbox.retryScale
        seed = sandbox.seed
        answers = { row in
            SimulatedRecipient(row.id, options: sandbox).answers(isEmail: row.channel == .email)
        }
    }
}
