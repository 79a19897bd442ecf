/// By which channels a contact may be sent to at all, as a person set it.
package enum ContactChannels: String, Sendable, Hashable, CaseIterable {
    case both = "e-mail and SMS"
    case emailAlone = "e-mail alone"
    case smsAlone = "SMS alone"
    case neither = "none"

    package init(allowsEmail: Bool, allowsSMS: Bool) {
        self = allowsEmail ? (allowsSMS ? .both : .emailAlone) : (allowsSMS ? .smsAlone : .neither)
    }

    package var allowsEmail: Bool { self == .both || self == .emailAlone }
    package var allowsSMS: Bool { self == .both || self == .smsAlone }
}
