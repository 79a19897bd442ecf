import Platform
import ServiceCore

/// The parameters of a call, or of an object in it; what is null or empty counts as absent.
struct SendCleanParameters: Sendable {
    private let values: [String: RequestValue]
    /// What stands before a parameter's name in messages: `to[0].`
    private let place: String

    private init(_ values: [String: RequestValue], at place: String) {
        self.values = values
        self.place = place
    }

    /// - Throws: `.invalid` for anything but one JSON object.
    init(json document: [UInt8]) throws(ServiceError) {
        guard case .object(let values) = try? RequestJSON.value(document) else {
            throw ServiceError(.invalid, "The request must be one JSON object")
        }
        self.init(values, at: "")
    }

    /// Those of an object that has not come whole: of its members those that have.
    init(beginningOf document: [UInt8]) { self.init(RequestJSON.members(beginning: document), at: "") }

    /// Whether all of these have a value.
    func names(_ names: [String]) -> Bool { names.allSatisfy { values[$0] ?? .null != .null } }

    /// A query's fields, of which those like `dynamic_value[NAME]` are members of an object.
    init(query: RequestFields) {
        var values: [String: RequestValue] = [:]
        var members: [String: [String: RequestValue]] = [:]
        for field in query.fields {
            let parts = field.name.split(separator: "[", maxSplits: 1)
            if parts.count == 2, parts[1].last == "]" {
                members[String(parts[0]), default: [:]][String(parts[1].dropLast())] = .text(field.value)
            } else if values[field.name] == nil {
                values[field.name] = .text(field.value)
            }
        }
        self.init(values.merging(members.mapValues { .object($0) }) { first, _ in first }, at: "")
    }

    /// The texts and numbers of an object whose names are the caller's own, in the order of the alphabet.
    func pairs() throws(ServiceError) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for name in values.keys.sorted() {
            if let value = try block(name) { pairs.append((name, value)) }
        }
        return pairs
    }

    /// A text as it stands, or a number's digits.
    func block(_ name: String) throws(ServiceError) -> String? {
        switch values[name] ?? .null {
        case .null: return nil
        case .text(let text), .untyped(let text):
            return text.allSatisfy(\.isWhitespace) ? nil : text
        case .number(let digits): return digits
        case .flag, .list, .object: throw fault(name, "must be a text")
        }
    }

    /// The same without blanks around it.
    func text(_ name: String) throws(ServiceError) -> String? { try block(name)?.trimmingBlanks }

    func required(_ name: String) throws(ServiceError) -> String {
        guard let text = try text(name) else { throw fault(name, "is required") }
        return text
    }

    /// A text that can stand in a header.
    func line(_ name: String) throws(ServiceError) -> String? {
        guard let text = try text(name) else { return nil }
        if let fault = TextRule.fault(ofLine: text, limit: 8000) { throw self.fault(name, fault) }
        return text
    }

    func address(_ name: String) throws(ServiceError) -> String? {
        guard let text = try line(name) else { return nil }
        guard let address = TextRule.address.normalise(text) else {
            throw fault(name, "“\(text.prefix(100))” is no e-mail address")
        }
        return address
    }

    func requiredAddress(_ name: String) throws(ServiceError) -> String {
        guard let address = try address(name) else { throw fault(name, "is required") }
        return address
    }

    /// A whole number, as such or as its digits.
    func count(_ name: String, from lowest: Int) throws(ServiceError) -> Int? {
        guard let text = try text(name) else { return nil }
        guard text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let count = Int(text), count >= lowest
        else { throw fault(name, lowest > 0 ? "must be a positive number" : "must be a number") }
        return count
    }

    /// What one of these words stands for.
    func word<Meaning>(_ name: String, _ words: KeyValuePairs<String, Meaning>) throws(ServiceError)
        -> Meaning?
    {
        guard let text = try text(name) else { return nil }
        guard let meaning = words.first(where: { $0.key == text }) else {
            throw fault(name, "must be \(words.map(\.key).joined(separator: " or "))")
        }
        return meaning.value
    }

    func object(_ name: String) throws(ServiceError) -> SendCleanParameters? {
        switch values[name] ?? .null {
        case .null: return nil
        case .object(let members): return SendCleanParameters(members, at: place)
        // PHP writes an object without members so.
        case .list(let items) where items.isEmpty: return SendCleanParameters([:], at: place)
        default: throw fault(name, "must be an object")
        }
    }

    /// A list of objects; empty where there is none.
    func objects(_ name: String) throws(ServiceError) -> [SendCleanParameters] {
        switch values[name] ?? .null {
        case .null: return []
        case .list(let items):
            return try items.enumerated().map { index, item throws(ServiceError) in
                guard case .object(let members) = item else { throw fault(name, "must be a list of objects") }
                return SendCleanParameters(members, at: "\(place)\(name)[\(index)].")
            }
        default: throw fault(name, "must be a list of objects")
        }
    }

    /// A refusal that begins with the parameter's name.
    func fault(_ name: String, _ what: String) -> ServiceError {
        ServiceError(.invalid, "\(place)\(name) \(what)")
    }
}
