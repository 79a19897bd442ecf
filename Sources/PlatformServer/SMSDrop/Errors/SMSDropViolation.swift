/// One thing that is wrong with a request, as the framework of the service tells it (§3).
///
/// Clients take the second member of `loc` for the field, so there are always two.
struct SMSDropViolation: Encodable, Sendable, Equatable {
    let loc: [Place]
    let msg: String
    let type: String

    /// The name that stands for a document as a whole.
    static let whole = "__root__"

    init(_ loc: [Place], _ msg: String, type: String = "value_error") {
        self.loc = loc
        self.msg = msg
        self.type = type
    }

    init(_ loc: [Place], _ rule: Rule) {
        self.init(loc, rule.msg, type: rule.type)
    }

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
