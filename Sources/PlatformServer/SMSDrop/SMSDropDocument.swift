import Foundation

/// A request's JSON object, read field by field with everything noted that is wrong with it.
struct SMSDropDocument<Name: CodingKey & Sendable>: Decodable {
    /// Long enough for any list that is taken.
    private static var longest: Int { 4 << 20 }
    /// More help nobody.
    private static var mostViolations: Int { 50 }

    private let fields: KeyedDecodingContainer<Name>
    private(set) var violations: [SMSDropViolation] = []

    /// - Throws: `.invalid` for what is no JSON object.
    static func read(_ body: [UInt8]) throws(SMSDropFailure) -> Self {
        guard body.count <= longest else { throw .request(.tooLarge) }
        do {
            return try JSONDecoder().decode(Self.self, from: Data(body))
        } catch let error as DecodingError {
            switch error {
            case .typeMismatch, .valueNotFound: throw invalid(.noObject)
            default: throw invalid(body.isEmpty ? .missing : .noJSON)
            }
        } catch {
            throw invalid(.noJSON)
        }
    }

    private static func invalid(_ rule: SMSDropViolation.Rule) -> SMSDropFailure {
        .invalid([SMSDropViolation(["body", .name(SMSDropViolation.whole)], rule)])
    }

    init(from decoder: any Decoder) throws {
        fields = try decoder.container(keyedBy: Name.self)
    }

    /// - Throws: `.invalid` where anything was noted.
    func check() throws(SMSDropFailure) {
        guard violations.isEmpty else { throw .invalid(violations) }
    }

    mutating func note(_ name: Name, _ rule: SMSDropViolation.Rule, at index: Int? = nil) {
        guard violations.count < Self.mostViolations else { return }
        var loc: [SMSDropViolation.Place] = ["body", .name(name.stringValue)]
        if let index { loc.append(.index(index)) }
        violations.append(SMSDropViolation(loc, rule))
    }

    /// Whether the field has a value; null is none.
    func isGiven(_ name: Name) -> Bool {
        (try? fields.decodeNil(forKey: name)) == false
    }

    /// Notes a field that is needed and has no value.
    mutating func isPresent(_ name: Name) -> Bool {
        if isGiven(name) { return true }
        note(name, fields.contains(name) ? .null : .missing)
        return false
    }

    mutating func text(_ name: Name) -> String? { value(name, .noText) }

    mutating func integer(_ name: Name) -> Int? { value(name, .noInteger) }

    private mutating func value<Value: Decodable>(_ name: Name, _ rule: SMSDropViolation.Rule) -> Value? {
        guard isGiven(name) else { return nil }
        if let value = try? fields.decode(Value.self, forKey: name) { return value }
        note(name, rule)
        return nil
    }

    /// The texts of an array; what is none is noted with its place and stands as nil.
    mutating func texts(_ name: Name) -> [String?]? {
        guard isGiven(name) else { return nil }
        if let texts = try? fields.decode([String].self, forKey: name) { return texts }
        guard let items = try? fields.decode([Text].self, forKey: name) else {
            note(name, .noList)
            return nil
        }
        for (index, item) in items.enumerated() where item.value == nil { note(name, .noText, at: index) }
        return items.map(\.value)
    }

    /// A text, or that there is none.
    private struct Text: Decodable {
        let value: String?

        init(from decoder: any Decoder) throws {
            value = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
