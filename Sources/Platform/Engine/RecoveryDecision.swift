/// What becomes of a message that an engine had claimed when it ended without saying more: nobody is sent to
/// twice, and what cannot be known is told as unknown.
enum RecoveryDecision: Sendable, Hashable {
    /// The journal or the transport's own record knows the answer.
    case apply(code: Int)
    /// It may or may not have been taken; a person or a policy decides.
    case unknown
    /// It was never handed over; no attempt is charged.
    case release

    /// - Parameters:
    ///   - phase: what the journal says, nil where it says nothing.
    ///   - wasTaken: what the transport's own record says, nil where it keeps none.
    ///   - machineRestarted: the journal may have lost its last pages.
    init(phase: InFlightJournal.Phase?, wasTaken: Bool?, machineRestarted: Bool) {
        if case .answered(let code) = phase {
            self = .apply(code: code)
        } else if let wasTaken {
            self = wasTaken ? .apply(code: 250) : .release
        } else if phase == .handedOver || machineRestarted {
            self = .unknown
        } else {
            self = .release
        }
    }
}
