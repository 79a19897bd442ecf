import ServiceCore

/// What `--yes` says, held against what the board would ask.
struct Answer {
    /// What `--yes` without a word behind it stands for.
    static let plain = "yes"

    /// Nil without `--yes`.
    let text: String?
    /// The command that is to be confirmed; the hint shows it completed.
    var order = ArgumentOrder.typed

    /// - Parameters:
    ///   - count: what is typed where a number is asked for.
    ///   - rows: what it is done to; who types the name of the only one where a plain yes will do means it, too.
    ///   - what: what is done, as the subject of a sentence.
    ///   - isFinal: whether nothing takes it back.
    ///   - facts: what else a person should know before, a line each.
    /// - Throws: `.refused` with what would happen and the line to type where the answer is not what is asked for.
    func confirm(
        _ asked: Confirmation, count: Int = 1, of rows: [Row] = [], doing what: String, isFinal: Bool = false,
        facts: [String] = []
    ) throws(ServiceError) {
        let aside = isFinal ? ", which cannot be taken back" : ""
        switch asked {
        case .none: return
        case .yesNo where text == Self.plain || names(rows): return
        case .count where text == String(count): return
        case .name(let name) where text.map(name.accepts) == true: return
        case .yesNo: throw refusal(what, aside, Self.plain, facts)
        case .count: throw refusal(what, aside, String(count), facts)
        case .name(let name): throw refusal(what, aside, name.asked, facts)
        }
    }

    /// Whether it is the name or the id of the one row.
    private func names(_ rows: [Row]) -> Bool {
        guard let text, rows.count == 1 else { return false }
        return [rows[0].name, rows[0].id.native].contains { TypedName($0).accepts(text) }
    }

    /// - Parameter aside: what is said of it by the way, from its comma on; words that follow want another.
    private func refusal(
        _ what: String, _ aside: String, _ wanted: String, _ facts: [String]
    ) -> ServiceError {
        let message =
            text.map { "“\($0)” does not confirm \(what)\(aside)." }
            ?? "\(what.capitalizedFirst)\(aside)\(aside.isEmpty ? "" : ",") wants to be confirmed."
        let line = (["sendboard"] + order.answered(wanted)).map(ShellWord.quoted).joined(separator: " ")
        return ServiceError(.refused, ([message] + facts).joined(separator: "\n"), hint: line)
    }
}

/// Words as a shell reads them.
enum ShellWord {
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./@:=+,%".unicodeScalars.contains($0)
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
