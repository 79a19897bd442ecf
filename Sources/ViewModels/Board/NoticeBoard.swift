package import FoundationEssentials

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
    package mutating func show(_ notice: NoticeSnapshot, details: [String] = [], at time: Date) {
        if notice.level == .error || current?.level != .error { current = notice }
        history.append(Entry(notice: notice, details: details, time: time))
        if history.count > 500 { history.removeFirst(history.count - 500) }
    }

    package mutating func clear() { current = nil }

    /// Takes away that nobody knows what came of an edit, where that stands there.
    mutating func clearUnknown() {
        if current?.isUnknown == true { current = nil }
    }
}
