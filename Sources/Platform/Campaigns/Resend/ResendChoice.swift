import FoundationEssentials
import ServiceCore
import Store

/// Whom of an ended launch to send to again, as a form says it; all that is said must hold.
struct ResendChoice: Codable, Sendable, Hashable {
    var who = Who.notReached
    /// The addresses as they are known; empty takes any.
    var addresses: [String] = []
    /// A part of the reason or of the relay's reply; nil takes any, as of the others.
    var reason: String?
    var domain: String?
    var since: Date?
    var before: Date?

    enum Who: String, Codable, Sendable, CaseIterable {
        case notReached = "not reached"
        case refused
        case notSent = "not sent"
        case unknown

        /// Accepted ones are in none of them, nor those that came back afterwards.
        var states: [StoredDeliveryState] {
            switch self {
            case .notReached: [.refused, .notSent, .expired, .cancelled]
            case .refused: [.refused]
            case .notSent: [.notSent, .expired, .cancelled]
            case .unknown: [.unknown]
            }
        }
    }
}

extension ResendChoice {
    /// The lines of a form that narrow a choice.
    static func lines(_ zone: WallZone) -> [FormField] {
        [
            FormField("reason", "Reason or reply", help: "A part of it: mailbox full, 550, cancelled."),
            FormField("domain", "Domain", help: "Of the address: example.com."),
            FormField("address", "Addresses", help: "Only these, with commas between."),
            FormField(
                "since", "Since", .date(.account(zone)),
                help: "When it last changed: 09:00, yesterday, 2026-03-01 09:00."),
            FormField("before", "Before", .date(.account(zone)), help: "When it last changed."),
        ]
    }

    static let whoLine = FormField(
        "who", "Who", .choice(Who.allCases.map(\.rawValue)), value: Who.notReached.rawValue,
        help: "The unknown may have got it already and then get it twice.")

    /// - Parameter who: nil takes what the form says.
    init(
        _ values: FormValues, _ who: Who? = nil, channel: Channel, _ time: TimeReading
    ) throws(ServiceError) {
        if let who { self.who = who } else { self.who = try Self.who(values) }
        reason = try values.line("reason")
        domain = try values.checked("domain", .domain).map { DomainName.ascii($0).lowercased() }
        addresses = try Self.addresses(values, channel)
        since = try values.date("since", time)
        before = try values.date("before", time)
    }

    /// - Throws: `.invalid` for what names nobody, such as a comma alone, lest it mean everybody.
    private static func addresses(_ values: FormValues, _ channel: Channel) throws(ServiceError) -> [String] {
        guard let text = values.text("address") else { return [] }
        let typed = try AudienceSpec.typed(text, channel, field: "address")
        guard !typed.isEmpty else {
            throw ServiceError(
                .invalid, "“\(text)” names no address.", hint: "Write one, or leave it empty for any.",
                field: "address")
        }
        return typed.map { AddressRules.key(of: $0) }
    }

    private static func who(_ values: FormValues) throws(ServiceError) -> Who {
        let word = values.text("who") ?? Who.notReached.rawValue
        if let who = Who(rawValue: word.lowercased()) { return who }
        throw ServiceError(
            .invalid, "“\(word)” is no choice of recipients.",
            hint: "Write \(Who.allCases.map(\.rawValue).joined(separator: ", ")).", field: "who")
    }

    /// What must hold of a `delivery d`.
    var condition: SQL {
        var all: [SQL] = [.isOne("d.state", of: who.states.map { String($0.rawValue) })]
        if !addresses.isEmpty {
            all.append(.any(addresses.map { "d.address = \($0)" }))
        }
        if let reason {
            all.append(
                TextCondition.of("lower(coalesce(d.reason, d.reply, ''))", .contains, reason, isPlain: true))
        }
        if let domain {
            let ending = "@\(domain)"
            let place = SQL.dialect.position(of: "\(ending)", in: "d.address")
            all.append("\(place) > 0 AND \(place) = length(d.address) - length(\(ending)) + 1")
        }
        if let since { all.append(TextCondition.of("d.changed_at", .greaterOrEqual, since)) }
        if let before { all.append(TextCondition.of("d.changed_at", .less, before)) }
        return .all(all)
    }

    /// For the trail: `not reached, reason “550”, domain example.com`.
    func words(_ zone: WallZone) -> String {
        let parts: [String?] = [
            who.rawValue, reason.map { "reason “\($0)”" }, domain.map { "domain \($0)" },
            addresses.isEmpty
                ? nil
                : addresses.prefix(3).joined(separator: ", ")
                    + (addresses.count > 3 ? " and \(NumberText.grouped(addresses.count - 3)) more" : ""),
            since.map { "since \(zone.text($0))" }, before.map { "before \(zone.text($0))" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}
