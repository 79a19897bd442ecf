extension SMSDropViolation {
    /// A rule that a value breaks, in the framework's own words.
    struct Rule: Sendable, Equatable {
        let msg: String
        let type: String

        static let missing = Rule(msg: "field required", type: "value_error.missing")
        static let null = Rule(msg: "none is not an allowed value", type: "type_error.none.not_allowed")
        static let noJSON = Rule(msg: "the body is no JSON", type: "value_error.jsondecode")
        static let noObject = Rule(msg: "value is not a valid dict", type: "type_error.dict")
        static let noText = Rule(msg: "str type expected", type: "type_error.str")
        static let noInteger = Rule(msg: "value is not a valid integer", type: "type_error.integer")
        static let noList = Rule(msg: "value is not a valid list", type: "type_error.list")
        static let noDate = Rule(msg: "invalid datetime format", type: "value_error.datetime")
        static let empty = Rule(
            msg: "ensure this value has at least 1 characters", type: "value_error.any_str.min_length")
        static let emptyList = Rule(
            msg: "ensure this value has at least 1 items", type: "value_error.list.min_items")

        static func atLeast(_ bound: Int) -> Rule {
            Rule(
                msg: "ensure this value is greater than or equal to \(bound)",
                type: "value_error.number.not_ge")
        }

        static func atMost(_ bound: Int) -> Rule {
            Rule(
                msg: "ensure this value is less than or equal to \(bound)", type: "value_error.number.not_le")
        }

        static func tooManyItems(_ bound: Int) -> Rule {
            Rule(
                msg: "ensure this value has at most \(bound) items", type: "value_error.list.max_items")
        }

        /// None of the values that there are.
        static func notAmong(_ values: [Int]) -> Rule {
            let permitted = values.map(String.init).joined(separator: ", ")
            return Rule(
                msg: "value is not a valid enumeration member; permitted: \(permitted)",
                type: "type_error.enum")
        }

        /// A rule that is the platform's own.
        static func own(_ msg: String) -> Rule { Rule(msg: msg, type: "value_error") }
    }
}
