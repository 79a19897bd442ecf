import ServiceCore

@testable import ViewModels

extension Scene {
    static let menu = MenuSnapshot(
        title: "Tracking of acme-retail",
        items: [
            .init(key: "o", title: "opens off", disabled: nil),
            .init(key: "l", title: "links on", disabled: nil),
            .init(key: "u", title: "unsubscribes", disabled: "dmds has no such switch"),
        ])

    static let question = ConfirmSnapshot(
        title: "Pause sending",
        lines: [DetailLine(.plain, text: "Spring sale stops after the messages that are on their way.")],
        expected: nil, typed: "", cursor: 0, isDangerous: false, error: "", answer: "y yes   n no")

    static let danger = ConfirmSnapshot(
        title: "Delete the account acme-retail",
        lines: [
            DetailLine(.plain, text: "This cannot be undone. All that belongs to the account goes with it:"),
            DetailLine(.field, label: "contacts", text: "12,344"),
            DetailLine(.field, label: "campaigns", text: "18, one of them running", tone: .warning),
            DetailLine(.field, label: "on", text: "embedded"),
        ],
        expected: "acme-retail", typed: "acme-", cursor: 5, isDangerous: true,
        error: "type the name as it stands above", answer: "Ctrl-S deletes it   Esc goes back")

    static let form = FormSnapshot(
        title: "Edit contact kim@example.test", notes: ["The address is the key and stays as it is."],
        fields: [
            field("Address", "kim@example.test", .fixed),
            field("Name", "Kim Seo-yeon 김서연", .text, changed: true),
            field("Age", "", .integer(0...150), error: "Age is a number from 0 to 150."),
            field("Channel", "e-mail", .choice(["e-mail", "SMS"])),
            field("Whitelisted", "yes", .flag, changed: true),
            field(
                "Groups", "newsletter, vip", .list,
                help: "Items separated by commas; unknown groups are made."),
            field("City", "", .text, required: true),
            field("Password", "correct horse", .secret),
            field("HTML", "<p>Hello</p>\n<p>how are you?</p>\n<p>Fine.</p>\n<p>Bye</p>", .multiline),
        ],
        focus: 5, error: "", hint: "Ctrl-S goes on   Esc goes back", preview: nil, isSending: false)

    static var formPreview: FormSnapshot {
        var form = form
        form.hint = "y sends   Esc goes back to the form"
        form.preview = FormPreview(
            target: "1 contact on embedded",
            changes: [
                .init(label: "Name", before: "Kim", after: "Kim Seo-yeon 김서연"),
                .init(label: "Whitelisted", before: "no", after: "yes"),
                .init(label: "City", before: nil, after: "Seoul"),
                .init(
                    label: "Note", before: "asked by phone not to get more than one message a week",
                    after: "asked by phone and again by letter not to get more than one message a month"),
            ], cursor: 1)
        return form
    }

    static let palette = PaletteSnapshot(
        text: "con", cursor: 3,
        items: [
            .init(name: "contacts", title: "show the contacts", key: "5", disabled: nil),
            .init(name: "contact.whitelist", title: "whitelist on or off", key: "w", disabled: nil),
            .init(name: "contact.invalidate", title: "invalidate", key: "i", disabled: "read-only"),
            .init(name: "contact.allow", title: "allow sending again", key: "a", disabled: nil),
            .init(name: "connection", title: "narrow to a connection", key: "@", disabled: nil),
        ] + (1...20).map { .init(name: "contact.more\($0)", title: "one more", key: "", disabled: nil) },
        selected: 1, error: "")

    static let reveal = RevealSnapshot(
        title: "New API key of acme-retail",
        entries: [
            .init(label: "user name", text: "acme-retail"),
            .init(
                label: "API key",
                text: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567"),
        ], hint: "shown once   c copies   Esc closes")

    static let choice = ChoiceSnapshot(
        title: "Columns",
        items: ["EMAIL", "NAME", "STATE", "WHITELIST", "GROUPS", "SENT"].enumerated().map { index, title in
            .init(title: title, isOn: index != 4)
        }, selected: 2, hint: "Space turns   Esc closes")

    private static func field(
        _ label: String, _ text: String, _ kind: FormField.Kind, required: Bool = false,
        changed: Bool = false,
        error: String = "", help: String = ""
    ) -> FormFieldSnapshot {
        FormFieldSnapshot(
            label: label, text: text, cursor: text.count, kind: kind, isRequired: required,
            isChanged: changed,
            error: error, help: help)
    }
}
