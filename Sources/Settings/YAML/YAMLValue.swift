import ServiceCore
import Terminal
import Yams

/// One value of a YAML file, with where it stands.
///
/// Scalars are judged by their own text and quotes, not by Yams' resolver, which would compile a dozen regular
/// expressions before the first screen.
struct YAMLValue {
    private let node: Node
    private let file: String

    init(_ node: Node, in file: String) {
        self.node = node
        self.file = file
    }

    /// An error about this value, beginning with file, line and column.
    func error(_ sentence: String, hint: String? = nil) -> ServiceError {
        let place = node.mark.map { "\(file):\($0.line):\($0.column)" } ?? file
        return ServiceError(.invalid, "\(place): \(sentence)", hint: hint)
    }

    /// The same result, or the error told with the place of this value.
    func placed<Result>(_ check: () throws(ServiceError) -> Result) throws(ServiceError) -> Result {
        do throws(ServiceError) {
            return try check()
        } catch {
            throw self.error(error.message, hint: error.hint)
        }
    }

    /// The entries in the order written.
    ///
    /// - Parameter mayHoldSecrets: errors then do not repeat what stands there.
    /// - Throws: `.invalid` where this is no mapping or a key is no text.
    func entries(
        of what: String, mayHoldSecrets: Bool = false
    ) throws(ServiceError) -> [(key: YAMLValue, name: String, value: YAMLValue)] {
        guard case .mapping(let mapping) = node else {
            let found = mayHoldSecrets && !isNothing ? "something else" : kind
            throw error("\(what) wants “name: value” lines, not \(found).")
        }
        var entries: [(YAMLValue, String, YAMLValue)] = []
        for (key, value) in mapping {
            let key = YAMLValue(key, in: file)
            let name = try key.scalar("a name").string
            entries.append((key, name, YAMLValue(value, in: file)))
        }
        return entries
    }

    /// The items of a list; a single value counts as a list of one.
    func items() -> [YAMLValue] {
        guard case .sequence(let sequence) = node else { return [self] }
        return sequence.map { YAMLValue($0, in: file) }
    }

    var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    /// Whether nothing was written after the colon.
    var isNothing: Bool {
        guard case .scalar(let scalar) = node, scalar.isPlain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}

extension YAMLValue {
    /// - Throws: `.invalid` for a bare number or yes/no, which quotes make text.
    func text(_ what: String) throws(ServiceError) -> String {
        let scalar = try scalar("text")
        if scalar.isPlain, Double(scalar.string) != nil || Self.flags[scalar.string.lowercased()] != nil {
            throw error("\(what) wants text, not \(kind).", hint: "Write \"\(scalar.string)\" in quotes.")
        }
        guard !scalar.string.isEmpty, !isNothing else { throw error("\(what) is empty.") }
        return scalar.string
    }

    /// Text in which a bare number is welcome.
    func bareText(_ what: String) throws(ServiceError) -> String {
        guard !isNothing else { throw error("\(what) is missing.") }
        return try scalar("text").string
    }

    func flag(_ what: String) throws(ServiceError) -> Bool {
        let scalar = try scalar("true or false")
        guard scalar.isPlain, let flag = Self.flags[scalar.string.lowercased()] else {
            throw error(
                "\(what) wants true or false, not \(kind).", hint: "Write true or false, without quotes.")
        }
        return flag
    }

    /// One of a few words; numbers may stand bare.
    func word(_ what: String, among words: [String]) throws(ServiceError) -> String {
        let word = try scalar("one of \(words.joined(separator: ", "))").string
        guard words.contains(word) else {
            throw error(
                "\(what) cannot be “\(word)”.",
                hint: NearestName.to(word, among: words).map { "Did you mean \($0)?" }
                    ?? "Write one of: \(words.joined(separator: ", ")).")
        }
        return word
    }

    /// A span such as `5s`, `500ms` or `2m`, ten years at most; a bare number means seconds.
    func duration(_ what: String) throws(ServiceError) -> Duration {
        let text = try scalar("a span of time").string
        let units: [(String, Double)] = [
            ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("", 1),
        ]
        for (unit, seconds) in units where text.hasSuffix(unit) {
            guard let count = Double(text.dropLast(unit.count)), (0...3650 * 86_400).contains(count * seconds)
            else {
                break
            }
            return .milliseconds(Int(count * seconds * 1000))
        }
        throw error("\(what) wants a span of time, not “\(text)”.", hint: "Write 5s or 2m.")
    }

    /// A whole number from 1 on.
    func count(_ what: String) throws(ServiceError) -> Int {
        let text = try scalar("a number").string
        guard let count = Int(text), (1...1000).contains(count) else {
            throw error("\(what) wants a whole number from 1 to 1000, not “\(text)”.")
        }
        return count
    }

    /// A key as help spells it; digits may stand bare.
    func key() throws(ServiceError) -> KeyStroke {
        let spelling = try scalar("the name of a key").string
        guard let key = KeyStroke(spelling: spelling) else {
            throw error("“\(spelling)” is no key.", hint: "Write w, W, Ctrl-R, F5, Space, PgDn and the like.")
        }
        return key
    }

    private func scalar(_ wanted: String) throws(ServiceError) -> Node.Scalar {
        guard case .scalar(let scalar) = node else { throw error("Here belongs \(wanted), not \(kind).") }
        return scalar
    }

    private var kind: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): isNothing ? "nothing" : "“\(scalar.string)”"
        case .alias: "an alias"
        }
    }

    private static let flags = [
        "true": true, "yes": true, "on": true, "false": false, "no": false, "off": false,
    ]
}

extension Node.Scalar {
    fileprivate var isPlain: Bool { style == .plain || style == .any }
}
