import ServiceCore

/// What `--yes` says, held against what the board would ask.
struct Answer {
    /// What `--yes` without a word behind it stands for.
    static let plain = "yes"

    /// Nil without `--yes`.
    let text: String?
    /// The command as typed, without `--yes`; the hint shows it completed.
    let command: [String]
    /// - Throws: `.refused` with the exact command to type where the answer is not what is asked for.
    func confirm(_ confirmations: [Confirmation], doing what: String) throws(ServiceError) {
        let asked = Confirmation.strictest(of: confirmations, count: confirmations.count)
        let wanted = Self.wanted(asked, count: confirmations.count)
        switch asked {
        case .none: return
        case .yesNo where text == Self.plain: return
        case .count where text == wanted: return
        case .name(let name) where text.map(name.accepts) == true: return
        default: throw refusal(what, wanted)
        }
    }

    private func refusal(_ what: String, _ wanted: String) -> ServiceError {
        let complete = (["sendboard"] + command + ["--yes"] + (wanted.isEmpty ? [] : [wanted]))
            .map(ShellWord.quoted).joined(separator: " ")
        let message =
            text.map { "“\($0)” does not confirm \(what)." }
            ?? "\(what.capitalizedFirst) wants to be confirmed."
        return ServiceError(.refused, message, hint: complete)
    }

    /// What is typed behind `--yes`; empty for a plain yes.
    private static func wanted(_ asked: Confirmation, count: Int) -> String {
        switch asked {
        case .none, .yesNo: ""
        case .count: String(count)
        case .name(let name): name.asked
        }
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
