package import ServiceCore

/// Any JSON, to be written or as it was read.
///
/// Numbers keep their digits, so that an id of 21 of them survives; members keep their order.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The digits as they stand on the wire.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])
    /// A text that shows itself on the wire alone; reading never gives one.
    case secret(Secret)

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package static func integer(_ number: Int) -> JSONValue { .number(String(number)) }

    /// A list of texts.
    package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// Adds a member to an object; nil adds nothing. What is no object becomes one.
    package mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        self = .object(members + [Member(name, value)])
    }

    /// Adds a text; nil adds nothing, an empty text does.
    package mutating func add(_ name: String, _ text: String?) {
        add(name, text.map(JSONValue.string))
    }

    /// Adds a whole number; nil adds nothing.
    package mutating func add(_ name: String, _ number: Int?) {
        add(name, number.map(JSONValue.integer))
    }

    /// An object with these members after its own; what is no object counts as an empty one.
    package static func + (left: JSONValue, right: JSONValue) -> JSONValue {
        .object(left.members + right.members)
    }

    /// Empty where this is no object.
    package var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The member of that name; the last one where a platform sent two, as most readers have it.
    package func member(_ name: String) -> JSONValue? {
        members.last { $0.name == name }?.value
    }

    var secrets: [Secret] {
        switch self {
        case .secret(let secret): [secret]
        case .array(let items): items.flatMap(\.secrets)
        case .object(let members): members.flatMap(\.value.secrets)
        default: []
        }
    }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map(Member.init))
    }
    package init(nilLiteral: ()) { self = .null }
}
