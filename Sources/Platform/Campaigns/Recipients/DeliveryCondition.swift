import ServiceCore
import Store

/// A filter over recipients as a condition on `delivery d`.
enum DeliveryCondition {
    static func of(_ filter: Filter) throws -> SQL {
        try FilterCompiler(columns, anywhere: ["address", "reply", "state"]) { field in
            ServiceError(
                .invalid, "Recipients are not filtered by “\(field)”.",
                hint: "Use state, address, reply, attempts, changed or next_attempt.")
        }
        .condition(filter)
    }

    private static var columns: [FieldID: FilterColumn] {
        [
            "state": .words("d.state", states),
            "address": .address(key: "d.address", shown: StoredAddress.shown("d")),
            "reply": .plain("lower(coalesce(d.reason, d.reply, ''))"), "attempts": .number("d.attempts"),
            "changed": .time("d.changed_at"), "next_attempt": .time("d.next_at"),
        ]
    }

    private static let states = DeliveryState.allCases.flatMap { part in
        StoredDeliveryState.states(of: part).map { (part.rawValue, String($0.rawValue)) }
    }
}
