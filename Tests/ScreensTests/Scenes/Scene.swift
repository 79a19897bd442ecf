import ServiceCore
import Terminal

@testable import ViewModels

/// A board at the table of contacts, of any size; scenes change what they are about.
enum Scene {
    /// Without room for the header and the tabs.
    static let small = Size(width: 58, height: 14)
    static let narrow = Size(width: 60, height: 16)
    static let usual = Size(width: 80, height: 24)
    static let wide = Size(width: 120, height: 36)

    static func board(
        _ size: Size, _ body: BodySnapshot, overlay: OverlaySnapshot? = nil, isMaximised: Bool = false
    ) -> BoardSnapshot {
        var hasPreview = false
        if case .table(_, preview: .some) = body { hasPreview = true }
        return BoardSnapshot(
            layout: BoardLayout(size: size, isMaximised: isMaximised, hasPreview: hasPreview),
            header: header, tabs: tabs(active: 5), body: body,
            crumbs: ["support", "contacts", "kim@example.test"],
            notice: NoticeSnapshot(
                text: "kim@example.test whitelisted on dmds", hint: "u undo", level: .success),
            hints: hints, overlay: overlay, prompt: nil)
    }

    static let header = HeaderSnapshot(
        workspace: "support", badge: "PROD", scope: "4 connections",
        transport: "sandbox: no message leaves this machine", freshness: "14:03:22", isBusy: false,
        isReadOnly: false)

    static func tabs(active: Int) -> [TabSnapshot] {
        let titles = [
            "Accounts", "Senders", "SMTP users", "Tracking", "Contacts", "Campaigns", "Suppressions",
            "Activity",
        ]
        return titles.enumerated().map { index, title in
            TabSnapshot(number: index + 1, title: title, isActive: index + 1 == active)
        }
    }

    static let hints = [
        HintSnapshot(key: "Enter", title: "open", isEnabled: true),
        HintSnapshot(key: "w", title: "whitelist", isEnabled: true),
        HintSnapshot(key: "i", title: "invalidate", isEnabled: false),
        HintSnapshot(key: "/", title: "filter", isEnabled: true),
        HintSnapshot(key: "Space", title: "mark", isEnabled: true),
        HintSnapshot(key: "n", title: "new", isEnabled: true),
        HintSnapshot(key: "e", title: "edit", isEnabled: true),
        HintSnapshot(key: "?", title: "help", isEnabled: true),
    ]
}
