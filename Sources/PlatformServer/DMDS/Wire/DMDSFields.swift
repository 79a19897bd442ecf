import FoundationEssentials
import Platform
import ServiceCore

/// What a call says, by name: in its path, else in its body, else in its query (§1). Readers take several spellings.
struct DMDSFields: Sendable {
    private let values: [String: RequestValue]
    private let query: RequestFields

    /// - Parameter named: what the path says.
    init(body: [UInt8], query: RequestFields, named: [String: String]) throws(ServiceError) {
        let members = try Self.members(of: body)
        values = members.merging(named.mapValues { .untyped($0) }) { _, named in named }
        self.query = query
    }

    /// The fields of an object within a body.
    init(_ members: [String: RequestValue]) {
        values = members
        query = RequestFields()
    }

    /// What is said, null included.
    func value(_ names: String...) -> RequestValue? { value(names) }

    private func value(_ names: [String]) -> RequestValue? {
        for name in names { if let value = values[name] { return value } }
        for name in names { if let text = query[name] { return .untyped(text) } }
        return nil
    }

    /// What is said; null is as if it were left out.
    func given(_ names: String...) -> RequestValue? { given(names) }

    private func given(_ names: [String]) -> RequestValue? {
        let value = value(names)
        return value == .null ? nil : value
    }

    func text(_ names: String...) throws(ServiceError) -> String? { try text(names) }

    private func text(_ names: [String]) throws(ServiceError) -> String? {
        switch given(names) {
        case nil: return nil
        case .text(let text), .untyped(let text): return text
        default: throw ServiceError(.invalid, "\(names[0]) must be a text")
        }
    }

    /// A text with something in it.
    func required(_ names: String...) throws(ServiceError) -> String {
        guard let text = try text(names), !text.trimmingBlanks.isEmpty else { throw Self.missing(names[0]) }
        return text
    }

    /// A number as such, never a text of digits; only a query has no other way to write one (§9).
    func integer(_ names: String...) throws(ServiceError) -> Int? {
        switch given(names) {
        case nil: return nil
        case .number(let digits):
            if let number = RequestValue.integer(digits) { return number }
            throw ServiceError(.invalid, "\(names[0]) must be a whole number")
        case .untyped(let text) where !text.isEmpty && text.utf8.allSatisfy({ (0x30...0x39).contains($0) }):
            if let number = Int(text) { return number }
            fallthrough
        default: throw ServiceError(.invalid, "\(names[0]) must be a whole number")
        }
    }

    func requiredInteger(_ name: String) throws(ServiceError) -> Int {
        guard let number = try integer(name) else { throw Self.missing(name) }
        return number
    }

    /// `true` and `false`, as texts too.
    func flag(_ names: String...) throws(ServiceError) -> Bool? {
        switch given(names) {
        case nil: return nil
        case .flag(let flag): return flag
        case .text(let text), .untyped(let text):
            if text.lowercased() == "true" { return true }
            if text.lowercased() == "false" { return false }
            fallthrough
        default: throw ServiceError(.invalid, "\(names[0]) must be true or false")
        }
    }

    /// An address in the form in which it is kept.
    func email(_ names: String...) throws(ServiceError) -> String? {
        switch given(names) {
        case nil: return nil
        case .text(let text), .untyped(let text): return try Self.address(text)
        default: throw ServiceError(.invalid, "invalid email: \(names[0]) must be a text")
        }
    }

    func requiredEmail(_ name: String = "email") throws(ServiceError) -> String {
        guard let email = try email(name) else {
            throw ServiceError(.invalid, "invalid email: missing parameter \(name)")
        }
        return email
    }

    /// A list of objects; nil where there is none.
    func objects(_ name: String) throws(ServiceError) -> [DMDSFields]? {
        guard let value = given(name) else { return nil }
        guard case .list(let items) = value else {
            throw ServiceError(.invalid, "\(name) must be a list of objects")
        }
        return try items.map { item throws(ServiceError) in
            guard case .object(let members) = item else {
                throw ServiceError(.invalid, "\(name) must be a list of objects")
            }
            return DMDSFields(members)
        }
    }

    func object(_ name: String) throws(ServiceError) -> DMDSFields? {
        switch given(name) {
        case nil: return nil
        case .object(let members): return DMDSFields(members)
        default: throw ServiceError(.invalid, "\(name) must be an object")
        }
    }

    /// The members of the one object that a body is; nothing where it is empty.
    ///
    /// What is no UTF-8 is repaired: a page in another code may look wrong, but is not refused (§8).
    ///
    /// - Throws: `.invalid` for anything else.
    private static func members(of body: [UInt8]) throws(ServiceError) -> [String: RequestValue] {
        guard body.contains(where: { !" \t\r\n".utf8.contains($0) }) else { return [:] }
        let isText = String(validating: body, as: UTF8.self) != nil
        let text = isText ? body : Array(String(decoding: body, as: UTF8.self).utf8)
        guard case .object(let members) = try? RequestJSON.value(text) else {
            throw ServiceError(.invalid, "the body is not a JSON object")
        }
        return members
    }

    static func missing(_ name: String) -> ServiceError {
        ServiceError(.invalid, "missing parameter \(name)")
    }

    private static func address(_ text: String) throws(ServiceError) -> String {
        guard let address = TextRule.address.normalise(text.trimmingBlanks) else {
            throw ServiceError(.invalid, "invalid email \(text.prefix(100))")
        }
        return address
    }
}
