import ServiceCore
import Terminal
import TestSupport

@testable import ViewModels

extension Scene {
    static let contactLines: [DetailLine] = [
        DetailLine(.field, label: "Address", text: "kim@example.test"),
        DetailLine(.field, label: "Name", text: "Kim Seo-yeon 김서연"),
        DetailLine(.field, label: "State", text: "active", tone: .good),
        DetailLine(.field, label: "Whitelisted", text: "[x]", tone: .good),
        DetailLine(.field, label: "Groups", text: "newsletter, vip"),
        DetailLine(.field, label: "Created", text: "2026-03-01 09:12:44"),
        DetailLine(.blank),
        DetailLine(.heading, text: "Fields"),
        DetailLine(.field, label: "city", text: "Seoul"),
        DetailLine(.field, label: "note", text: "asked by phone not to get more than one"),
        DetailLine(.field, text: "message a week; kim@work.example is hers too"),
        DetailLine(.blank),
        DetailLine(.heading, text: "Latest events"),
        DetailLine(.field, label: "14:02:45", text: "view from 203.0.113.9", tone: .info),
        DetailLine(.field, label: "14:01:10", text: "delivered 250 2.0.0 ok", tone: .good),
        DetailLine(.field, label: "yesterday", text: "refused 550 5.1.1 no such user", tone: .bad),
        DetailLine(.plain, text: "no more events are kept"),
    ]

    static func detail(cursor: Int? = 4, search: String = "") -> LinesSnapshot {
        LinesSnapshot(
            title: "Contact kim@example.test", lines: contactLines, cursor: cursor,
            summary: search.isEmpty ? "line 5 of 40" : "3 hits", search: search, labelWidth: 11,
            stale: "")
    }

    static let json = LinesSnapshot(
        title: "Contact kim@example.test as JSON",
        lines: [
            #"{"#, #"  "email": "kim@example.test","#, #"  "whitelisted": true,"#, #"  "sent": 1204,"#,
            #"  "rate": -0.25,"#, #"  "suppression": null,"#, #"  "groups": ["newsletter", "v\"ip"],"#,
            #"  "fields": { "city": "Seoul" }"#, #"}"#,
        ].map { DetailLine(.json, text: $0) },
        cursor: 2, summary: "", search: "", labelWidth: 0, stale: "")

    static let why = LinesSnapshot(
        title: "Why kim@example.test",
        lines: [
            DetailLine(.heading, text: "embedded › acme-retail"),
            DetailLine(.field, label: "Now", text: "would not be sent", tone: .bad),
            DetailLine(
                .field, label: "Stopped by", text: "complaint of 2026-11-02, a feedback loop of example.net"),
            DetailLine(.field, label: "Lifted with", text: "a allow sending again (asks for the address)"),
            DetailLine(.blank),
            DetailLine(.heading, text: "dmds › acme-retail"),
            DetailLine(.field, label: "Now", text: "would be sent", tone: .good),
            DetailLine(.field, label: "Note", text: "whitelisted since 2026-03-01 by ana@console"),
            DetailLine(.blank),
            DetailLine(.heading, text: "Events, newest first"),
            DetailLine(.field, label: "14:02:45", text: "complaint", tone: .bad),
            DetailLine(.field, label: "14:01:10", text: "delivered", tone: .good),
        ],
        cursor: 2, summary: "12 lines", search: "", labelWidth: 12)

    /// As the board has it in a window of a size.
    static func overview(_ size: Size) -> LinesSnapshot {
        let findings = [
            Finding(
                .wrong, count: 42,
                "42 bounces of ops@shop.example, 11.0 % of what it sent and 0.70 % as a rule",
                moment: .init("since", Sample.ago(600)), at: .connection("a"),
                trend: Array(repeating: 0.007, count: 12) + [0.03, 0.11]),
            Finding(
                .warning, count: 3,
                "3 accounts are near their monthly cap: ops@shop.example (97), it@söder.example (91)",
                at: .connection("b")),
            Finding(
                .note, count: 1, "1 campaign starts within 24 hours: Newsletter 47",
                moment: .init("at", Sample.ago(-90)), at: .connection("c")),
        ]
        var page = PageState(lines: OverviewPage(ManualClock().board).lines(findings, waiting: ["dyn"]))
        page.resize(width: size.width, height: 12)
        return page.snapshot("Overview")
    }

    static let help = LinesSnapshot(
        title: "Keys in Contacts",
        lines: [DetailLine(.heading, text: "Contacts")]
            + [
                ("w", "whitelist on or off"), ("i", "invalidate or revalidate"), ("a", "allow sending again"),
                ("n", "new contact"), ("e", "edit"), ("X", "delete"), ("W", "why: trace a person"),
            ].map { DetailLine(.field, label: $0.0, text: $0.1) }
            + [DetailLine(.blank), DetailLine(.heading, text: "List")]
            + [
                ("j k", "down, up"), ("g G", "first, last"), ("Space", "mark and move down"),
                ("V", "mark a range"),
                ("*", "invert marks"), ("< >", "sort by another column"), ("I", "invert the order"),
                ("o", "columns"), ("E", "export rows"),
            ].map { DetailLine(.field, label: $0.0, text: $0.1) }
            + [DetailLine(.blank), DetailLine(.heading, text: "Everywhere")]
            + [
                ("1…8", "panes"), (":", "commands"), ("/", "filter"), ("@", "connection"), ("r", "refresh"),
                ("u", "undo the last edit"), ("q Esc", "back"),
            ].map { DetailLine(.field, label: $0.0, text: $0.1) },
        cursor: nil, summary: "Esc closes", search: "", labelWidth: 8)
}
