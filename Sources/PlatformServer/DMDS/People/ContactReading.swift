import Platform
import ServiceCore

extension ContactChange {
    /// Reads what a call says of a contact (§5); null makes a value unknown.
    init(_ fields: DMDSFields) throws(ServiceError) {
        self.init(try fields.requiredEmail())
        values["first_name"] = try Self.text("nombre", in: fields)
        values["last_name"] = try Self.text("apellido", in: fields)
        values["sex"] = try Self.text("sexo", in: fields)
        if fields.value("edad") != nil {
            values["age"] = try fields.integer("edad").map { String($0) } ?? ""
        }
        for name in ["bases", "base", "origen", "origenes", "grupos"] {
            groups += try Self.names(name, in: fields)
        }
        self.fields = try Self.own(fields)
    }

    /// Nil where it is left out, empty where it is null.
    private static func text(_ name: String, in fields: DMDSFields) throws(ServiceError) -> String? {
        fields.value(name) == nil ? nil : try fields.text(name) ?? ""
    }

    /// A list of names, or one.
    private static func names(_ name: String, in fields: DMDSFields) throws(ServiceError) -> [String] {
        switch fields.given(name) {
        case nil: return []
        case .text(let text), .untyped(let text): return [text]
        case .list(let items):
            return try items.map { item throws(ServiceError) in
                guard case .text(let text) = item else {
                    throw ServiceError(.invalid, "\(name) must be a list of names")
                }
                return text
            }
        default: throw ServiceError(.invalid, "\(name) must be a list of names")
        }
    }

    private static func own(_ fields: DMDSFields) throws(ServiceError) -> [String: String?] {
        guard let given = fields.given("campos") else { return [:] }
        guard case .object(let members) = given else {
            throw ServiceError(.invalid, "campos must be an object")
        }
        var own: [String: String?] = [:]
        for (name, value) in members {
            guard value == .null || value.plainText != nil else {
                throw ServiceError(.invalid, "the values of campos must be texts or numbers")
            }
            own.updateValue(value.plainText, forKey: name)
        }
        return own
    }
}
