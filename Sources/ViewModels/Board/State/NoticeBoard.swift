package import FoundationEssentials
import ServiceCore

/// The notice at the foot, and those before it.
package struct NoticeBoard: Sendable {
    package struct Entry: Sendable, Equatable {
        package let notice: NoticeSnapshot
        /// What there is to say besides, a line each.
        package let details: [String]
        package let time: Date
    }

    package private(set) var current: NoticeSnapshot?
    package private(set) var history: [Entry] = []

    package init() {}

    /// How long a notice stays; nil until a key is pressed.
    package static func lifetime(_ level: NoticeLevel) -> Duration? {
        switch level {
        case .info, .success: .seconds(4)
        case .warning: .seconds(8)
        case .error: nil
        }
    }

    /// Keeps a notice, and shows it unless an error stands there that nobody has answered with a key yet.
    ///
    /// - Parameter isAside: whether a warning that stands there keeps its place, too.
    /// - Returns: whether it is shown.
    @discardableResult
    package mutating func show(
        _ notice: NoticeSnapshot, details: [String] = [], isAside: Bool = false, at time: Date
    ) -> Bool {
        history.append(Entry(notice: notice, details: details, time: time))
        if history.count > 500 { history.removeFirst(history.count - 500) }
        let isHeld = current?.level == .error || isAside && current?.level == .warning
        guard notice.level == .error || !isHeld else { return false }
        current = notice
        return true
    }

    package mutating func clear() { current = nil }

    /// Drops what names a person who was erased.
    mutating func forget(_ address: String) {
        history.removeAll { entry in
            ([entry.notice.text] + entry.details).contains { $0.lowercased().contains(address.lowercased()) }
        }
    }

    /// Takes away that nobody knows what came of an edit, where that stands there.
    mutating func clearUnknown() {
        if current?.isUnknown == true { current = nil }
    }

    /// What `:notices` says, the newest first.
    func lines(_ time: TimeText) -> [DetailLine] {
        guard !history.isEmpty else { return [DetailLine(.plain, text: "No notices yet.")] }
        let tones: [NoticeLevel: StateWord.Tone] = [.success: .good, .warning: .warning, .error: .bad]
        return history.reversed().flatMap { entry in
            let hint = entry.details.isEmpty ? entry.notice.hint : ""
            let said = DetailLine.field(
                time.clockTime(entry.time),
                [entry.notice.text, hint].filter { !$0.isEmpty }.joined(separator: " · "),
                tones[entry.notice.level])
            return [said] + entry.details.map { DetailLine.field("", $0) }
        }
    }
}
