package import ServiceCore
import Terminal

/// New secrets, each of which can be reached, told from the others and copied.
package struct RevealState: Sendable {
    /// A text and what it is called.
    typealias Copy = (text: String, name: String)

    private let message: String
    /// Whether every one of them can be shown again later; nothing is said of once where that is so.
    private var isKept: Bool
    package private(set) var secrets: [EditOutcome.Revelation]
    package private(set) var cursor = 0

    package init(_ outcome: EditOutcome) {
        message = outcome.message
        secrets = outcome.revealed
        isKept = outcome.keepsWhatItRevealed
    }

    /// Adds what another edit made meanwhile; nothing that is shown once may push another out.
    package mutating func add(_ more: EditOutcome) {
        secrets += more.revealed
        isKept = isKept && more.keepsWhatItRevealed
    }

    /// Carries out a key; what is copied stays on the screen.
    mutating func press(_ key: KeyStroke) -> DialogStep<Copy> {
        switch key {
        case .escape: return .leaves
        case "c": return copyCurrent()
        case "C": return copyAll()
        case .down, "j": move(by: 1)
        case .up, "k": move(by: -1)
        case .pageDown, .control("f"), .control("d"): move(by: 10)
        case .pageUp, .control("b"), .control("u"): move(by: -10)
        case .home, "g": cursor = 0
        case .end, "G": move(by: secrets.count)
        default: break
        }
        return .stays
    }

    mutating func click(_ index: Int) {
        if secrets.indices.contains(index) { cursor = index }
    }

    private mutating func move(by step: Int) {
        cursor = max(0, min(cursor + step, secrets.count - 1))
    }

    private func copyCurrent() -> DialogStep<Copy> {
        guard secrets.indices.contains(cursor) else { return .stays }
        return .asks((secrets[cursor].secret.reveal(), secrets[cursor].label))
    }

    /// A line for each, label and secret with a tab between, as a table takes them.
    private func copyAll() -> DialogStep<Copy> {
        let lines = secrets.map { "\($0.label)\t\($0.secret.reveal())" }
        return .asks((lines.joined(separator: "\n"), NumberText.counted(secrets.count, "secret")))
    }

    package var snapshot: RevealSnapshot {
        let isMany = secrets.count > 1
        return RevealSnapshot(
            title: isMany ? NumberText.counted(secrets.count, "new secret") : message,
            entries: secrets.map { RevealSnapshot.Entry(label: $0.label, text: $0.secret.reveal()) },
            cursor: cursor,
            hint: (isKept ? "x in the detail shows it again" : "shown this once")
                + (isMany ? " · c copies the line · C copies all · Esc closes" : " · c copies · Esc closes"))
    }
}

extension EditOutcome {
    /// Whether the rows hold every secret that it showed, so that their details can show it later.
    fileprivate var keepsWhatItRevealed: Bool {
        let held = Set(
            rows.flatMap(\.values).compactMap { value in
                if case .secret(let secret) = value { secret } else { nil }
            })
        return revealed.allSatisfy { held.contains($0.secret) }
    }
}
