import ServiceCore

/// The wrong fields of one call, gathered so that all of them can be told at once.
struct DynFaults {
    private var sentences: [String] = []

    /// - Parameter why: what follows the field's name: `is missing`.
    mutating func add(_ field: String, _ why: String) { sentences.append("\(field) \(why).") }

    mutating func add(_ field: String, _ error: ServiceError) {
        sentences.append("\(field): \(error.message)")
    }

    /// Notes the failure of reading a field, and gives nil then.
    mutating func reading<Value>(_ read: @autoclosure () throws(ServiceError) -> Value) -> Value? {
        do throws(ServiceError) { return try read() } catch {
            sentences += Self.sentences(error)
            return nil
        }
    }

    /// - Throws: `.invalid`, where there is any.
    func check() throws(ServiceError) {
        guard !sentences.isEmpty else { return }
        throw ServiceError(.invalid, sentences.joined(separator: "\n"))
    }

    /// Outside text within a sentence: its beginning, on one line.
    static func quoted(_ text: some StringProtocol) -> String {
        "“\(String(text.prefix(100)).split(whereSeparator: \.isNewline).joined(separator: " "))”"
    }

    static func of(_ field: String, _ why: String) -> ServiceError {
        ServiceError(.invalid, "\(field) \(why).")
    }

    /// What a refusal says, field by field.
    static func sentences(_ error: ServiceError) -> [String] {
        error.message.split(separator: "\n").map(String.init)
    }
}
