import ServiceCore
import Terminal
import Yams

/// One value of a YAML file, with where it stands.
///
/// Scalars are judged by their own text and quotes, not by Yams' resolver, which would compile a dozen regular
/// expressions before the first screen.
struct YAMLValue {
    private let node: Node
    private let file: File

    init(_ node: Node, in file: File) {
        self.node = node
        self.file = file
    }

    /// What the values of one file have in common.
    struct File {
        /// What errors call it.
        let name: String
        /// As `ComposedYAML.repeated`.
        let repeated: [Unicode.Scalar: String]
    }

    /// An error about this value, beginning with file, line and column.
    func error(_ sentence: String, hint: String? = nil) -> ServiceError {
        let place = node.mark.map { "\(file.name):\($0.line):\($0.column)" } ?? file.name
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

    typealias Entry = (key: YAMLValue, name: String, value: YAMLValue)

    /// The entries in the order written, each name once.
    ///
    /// - Parameter mayHoldSecrets: errors then do not repeat what stands there.
    /// - Throws: `.invalid` where this is no mapping, a key is no text or a name stands there again.
    func entries(of what: String, mayHoldSecrets: Bool = false) throws(ServiceError) -> [Entry] {
        let entries = try allEntries(of: what, mayHoldSecrets: mayHoldSecrets)
        guard let twice = entries.repeated.first else { return entries }
        throw twice.key.repeated(mayHoldSecrets ? "the same name" : "“\(twice.name)”")
    }

    /// The error about a name at this place that stands at another too.
    func repeated(_ name: String) -> ServiceError {
        error("\(name) stands more than once.", hint: "Keep one of the lines.")
    }

    /// The same, with names that stand there again.
    func allEntries(of what: String, mayHoldSecrets: Bool = false) throws(ServiceError) -> [Entry] {
        guard case .mapping(let mapping) = node else {
            let found = isScalar && !isNothing && mayHoldSecrets ? "text" : kind
            throw error("\(what) wants “name: value” lines, not \(found).")
        }
        var entries: [Entry] = []
        for (key, value) in mapping {
            let key = YAMLValue(key, in: file)
            let written = try key.scalar("a name").string
            let name = written.unicodeScalars.first.flatMap { file.repeated[$0] } ?? written
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

    private var isScalar: Bool {
        if case .scalar = node { true } else { false }
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
        let scalar = try scalar("text", for: what)
        if scalar.isPlain, Double(scalar.string) != nil || Self.flags[scalar.string.lowercased()] != nil {
            throw error("\(what) wants text, not \(kind).", hint: "Write \"\(scalar.string)\" in quotes.")
        }
        guard !scalar.string.isEmpty, !isNothing else { throw error("\(what) is empty.") }
        return scalar.string
    }

    /// Text in which a bare number is welcome.
    func bareText(_ what: String) throws(ServiceError) -> String {
        guard !isNothing else { throw error("\(what) is missing.") }
        return try scalar("text", for: what).string
    }

    func flag(_ what: String) throws(ServiceError) -> Bool {
        let scalar = try scalar("true or false", for: what)
        guard scalar.isPlain, let flag = Self.flags[scalar.string.lowercased()] else {
            throw error(
                "\(what) wants true or false, not \(kind).", hint: "Write true or false, without quotes.")
        }
        return flag
    }

    /// One of a few words; numbers may stand bare.
    func word(_ what: String, among words: [String]) throws(ServiceError) -> String {
        let word = try scalar("one of \(words.joined(separator: ", "))", for: what).string
        guard words.contains(word) else {
            throw error(
                "\(what) cannot be “\(word)”.",
                hint: NearestName.hint(for: word, among: words, else: "Write one of"))
        }
        return word
    }

    /// A span such as `5s`, `500ms` or `2m`, ten years at most; a bare number means seconds.
    func duration(_ what: String) throws(ServiceError) -> Duration {
        let text = try scalar("a span of time", for: what).string
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
        let text = try scalar("a number", for: what).string
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

    /// - Parameter what: the setting whose value this is, nil where it is none.
    private func scalar(_ wanted: String, for what: String? = nil) throws(ServiceError) -> Node.Scalar {
        guard case .scalar(let scalar) = node else {
            throw error("\(what.map { "\($0) wants" } ?? "Here belongs") \(wanted), not \(kind).")
        }
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

extension [YAMLValue.Entry] {
    /// Those whose name stands there again, each name once.
    var repeated: [YAMLValue.Entry] {
        enumerated().filter { index, entry in
            !prefix(index).contains { $0.name == entry.name }
                && dropFirst(index + 1).contains { $0.name == entry.name }
        }
        .map(\.element)
    }
}
