/// One thing that is wrong with a request, as the framework of the service tells it (§3).
///
/// Clients take the second member of `loc` for the field, so there are always two.
struct SMSDropViolation: Encodable, Sendable, Equatable {
    let loc: [Place]
    let msg: String
    let type: String

    /// The name that stands for a document as a whole.
    static let whole = "__root__"

    init(_ loc: [Place], _ rule: Rule) { (self.loc, msg, type) = (loc, rule.msg, rule.type) }

    /// `body`, the field, and the place in an array.
    enum Place: Encodable, Sendable, Equatable, ExpressibleByStringLiteral {
        case name(String)
        case index(Int)

        init(stringLiteral value: String) { self = .name(value) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .name(let name): try container.encode(name)
            case .index(let index): try container.encode(index)
            }
        }
    }
}

extension SMSDropViolation {
    /// A rule that a value breaks, in the framework's own words.
    struct Rule: Sendable {
        let msg: String
        let type: String

        private init(_ msg: String, _ type: String) { (self.msg, self.type) = (msg, type) }

        static let missing = Rule("field required", "value_error.missing")
        static let null = Rule("none is not an allowed value", "type_error.none.not_allowed")
        static let noJSON = Rule("the body is no JSON", "value_error.jsondecode")
        static let noObject = Rule("value is not a valid dict", "type_error.dict")
        static let noText = Rule("str type expected", "type_error.str")
        static let noInteger = Rule("value is not a valid integer", "type_error.integer")
        static let noList = Rule("value is not a valid list", "type_error.list")
        static let noDate = Rule("invalid datetime format", "value_error.datetime")
        static let empty = Rule(
            "ensure this value has at least 1 characters", "value_error.any_str.min_length")
        static let emptyList = Rule("ensure this value has at least 1 items", "value_error.list.min_items")

        static func atLeast(_ bound: Int) -> Rule {
            Rule("ensure this value is greater than or equal to \(bound)", "value_error.number.not_ge")
        }

        static func atMost(_ bound: Int) -> Rule {
            Rule("ensure this value is less than or equal to \(bound)", "value_error.number.not_le")
        }

        static func tooManyItems(_ bound: Int) -> Rule {
            Rule("ensure this value has at most \(bound) items", "value_error.list.max_items")
        }

        /// None of the values that there are.
        static func notAmong(_ values: some Sequence<Int>) -> Rule {
            let permitted = values.map(String.init).joined(separator: ", ")
            return Rule("value is not a valid enumeration member; permitted: \(permitted)", "type_error.enum")
        }

        /// A rule that is the platform's own.
        static func own(_ msg: String) -> Rule { Rule(msg, "value_error") }
    }
}
