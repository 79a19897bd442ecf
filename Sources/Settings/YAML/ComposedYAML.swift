import Yams

/// The nodes of a YAML text, also where a mapping holds a name more than once, for which Yams gives up the whole text.
///
/// Every such key but the last has its first letter replaced by a stand-in of the same length, so that a fault can be
/// laid to the mapping that holds it and every place stays as it was written.
struct ComposedYAML {
    /// Nil where the text holds nothing but comments.
    private(set) var root: Node?
    /// The names in which a stand-in took the place of the first letter.
    private(set) var repeated: [Unicode.Scalar: String] = [:]

    /// - Throws: `YamlError`, that of the names where they cannot be told apart.
    init(_ text: String) throws {
        var scalars = Array(text.unicodeScalars)
        var standIns = Self.standIns(notIn: scalars)[...]
        var unresolved: YamlError?
        while true {
            do {
                root = try Yams.compose(yaml: String(String.UnicodeScalarView(scalars)))
                return
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let error = YamlError.duplicatedKeysInMapping(duplicates: names, context: context)
                guard let letter = Self.firstLetter(of: context.mark, in: scalars), let name = names.first,
                    let standIn = standIns.popFirst()
                else { throw unresolved ?? error }
                unresolved = unresolved ?? error
                scalars[letter] = standIn
                repeated[standIn] = name
            } catch {
                throw unresolved ?? error
            }
        }
    }

    /// Letters of private use: YAML allows them anywhere, and nobody writes them.
    private static func standIns(notIn scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let used = Set(scalars)
        return (0xE000...0xE0FF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter {
            !used.contains($0)
        }
    }

    /// Where the key at that place has its first letter, behind its quote.
    private static func firstLetter(of mark: Mark, in scalars: [Unicode.Scalar]) -> Int? {
        var (line, start) = (1, 0)
        while line < mark.line {
            guard let end = scalars[start...].firstIndex(where: breaks.contains) else { return nil }
            let isPair = scalars[end] == "\r" && scalars[(end + 1)...].first == "\n"
            (line, start) = (line + 1, end + (isPair ? 2 : 1))
        }
        var index = start + mark.column - 1
        if scalars.indices.contains(index), scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        return scalars.indices.contains(index) ? index : nil
    }

    /// The line breaks of YAML 1.1, which Yams counts by.
    private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
