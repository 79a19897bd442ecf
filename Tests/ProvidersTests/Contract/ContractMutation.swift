import ServiceCore

@testable import Providers

/// One way to spoil a JSON answer, at one place of it.
struct ContractMutation {
    let name: String
    let body: [UInt8]

    /// A character that stands for the byte 0xE9, which is no UTF-8, until the answer is written.
    private static let foreign = "\u{E000}"

    /// Every place of an answer, each spoilt in each way; of a list its first item stands for all.
    static func all(of body: [UInt8]) -> [ContractMutation] {
        guard let value = try? JSONValue(parsing: body) else { return [] }
        return places(value).flatMap { place, found in
            spoilings(found).map { name, spoilt in
                ContractMutation(
                    name: "\(place) \(name)", body: bytes(value.replacing(place[...], by: spoilt)))
            }
        }
    }

    /// Every number as a text.
    static func numbersAsTexts(_ body: [UInt8]) -> [UInt8]? {
        (try? JSONValue(parsing: body)).map { bytes($0.numbersAsTexts) }
    }

    /// Every object with one more member, that nobody knows.
    static func withMoreMembers(_ body: [UInt8]) -> [UInt8]? {
        (try? JSONValue(parsing: body)).map { bytes($0.withMoreMembers) }
    }

    /// Every member of one of these names set to that text.
    static func planting(_ text: String, in names: Set<String>, _ body: [UInt8]) -> [UInt8]? {
        (try? JSONValue(parsing: body)).map { bytes($0.planting(text, in: names)) }
    }

    /// Nil stands for leaving the member out.
    private static func spoilings(_ value: JSONValue) -> [(String, JSONValue?)] {
        var spoilings: [(String, JSONValue?)] = [("missing", nil), ("null", .null)]
        switch value {
        case .object: spoilings += [("as a text", "x"), ("as a list", []), ("empty", .object([]))]
        case .array: spoilings += [("as a text", "x"), ("as an object", .object([])), ("with null", [nil])]
        case .string(let text):
            spoilings += [
                ("as an object", .object([])), ("as a number", .number("1e400")),
                ("with a foreign byte", .string(text + foreign)),
            ]
        case .number: spoilings += [("as a word", "seven"), ("huge", .number("1e400")), ("as a list", [])]
        case .bool: spoilings += [("as a word", "perhaps"), ("as a list", [])]
        case .null, .secret: break
        }
        return spoilings
    }

    private static func places(_ value: JSONValue) -> [(place: [String], value: JSONValue)] {
        let inner: [(String, JSONValue)] =
            switch value {
            case .object(let members): members.map { ($0.name, $0.value) }
            case .array(let items): items.first.map { [("0", $0)] } ?? []
            default: []
            }
        return [([], value)]
            + inner.flatMap { name, value in places(value).map { ([name] + $0.place, $0.value) } }
    }

    private static func bytes(_ value: JSONValue?) -> [UInt8] {
        var bytes = JSONWriting.revealed(value ?? .null)
        let mark = Array(foreign.utf8)
        while let range = bytes.firstRange(of: mark) { bytes.replaceSubrange(range, with: [0xE9]) }
        return bytes
    }
}

extension JSONValue {
    /// The same with what stands at a place replaced, or left out by nil.
    fileprivate func replacing(_ place: ArraySlice<String>, by new: JSONValue?) -> JSONValue? {
        guard let name = place.first else { return new }
        let rest = place.dropFirst()
        switch self {
        case .object(let members):
            return .object(
                members.compactMap { member in
                    guard member.name == name else { return member }
                    return member.value.replacing(rest, by: new).map { Member(name, $0) }
                })
        case .array(let items):
            return .array((items.first?.replacing(rest, by: new)).map { [$0] } ?? [] + items.dropFirst())
        default: return self
        }
    }

    fileprivate var numbersAsTexts: JSONValue {
        switch self {
        case .number(let digits): .string(digits)
        case .array(let items): .array(items.map(\.numbersAsTexts))
        case .object(let members): .object(members.map { Member($0.name, $0.value.numbersAsTexts) })
        default: self
        }
    }

    fileprivate var withMoreMembers: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.withMoreMembers))
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.withMoreMembers) }
                    + [Member("zz_unheard_of", "x")])
        default: self
        }
    }

    fileprivate func planting(_ text: String, in names: Set<String>) -> JSONValue {
        switch self {
        case .array(let items): .array(items.map { $0.planting(text, in: names) })
        case .object(let members):
            .object(
                members.map { member in
                    Member(
                        member.name,
                        names.contains(member.name) ? .string(text) : member.value.planting(text, in: names))
                })
        default: self
        }
    }
}
