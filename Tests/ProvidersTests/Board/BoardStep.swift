import ServiceCore

/// One thing that a person does at the board, as keys would do it.
struct BoardStep: Sendable {
    enum Deed: Sendable {
        /// Keys that turn a field round, and the actions to choose from where nobody knows how it stands.
        case turn(FieldID, Turn, keys: [String])
        case edit([FieldID: String])
        case make([FieldID: String])
        /// Takes the step before back.
        case undo
        /// Asks for that where the step before was sent and stays.
        case undoInVain
    }

    /// The two values of a field that is turned round, and what leads to each.
    struct Turn: Sendable {
        let off: String
        let on: String
        let offAction: String
        let onAction: String

        func opposite(of value: String) -> String { value == on ? off : on }

        func action(to value: String) -> String { value == on ? onAction : offAction }
    }

    let platform: String
    let pane: String
    let kind: ResourceKind
    /// Empty for the only row of its kind, whose name the platform made.
    let name: String
    let deed: Deed
}

extension BoardStep {
    /// Twenty edits and undos, some on each platform; what is made is called by the round.
    static func script(_ round: Int) -> [BoardStep] {
        let dyn = [
            row("dyn", "1", .account, ops, turn("track_opens", "track-opens", "untrack-opens", ["t", "o"])),
            row("dyn", "1", .account, ops, turn("track_links", "track-links", "untrack-links", ["t", "l"])),
            row("dyn", "1", .account, ops, .edit(["company": "Shop & Sons \(round)"])),
            row("dyn", "2", .sender, "care@shop.example", turn("seeding", "seed", "unseed", ["s"])),
            row(
                "dyn", "7", .suppression, "p\(round)@mail.example",
                .make(["address": "p\(round)@mail.example"])),
        ]
        let clean = [
            row("sendclean", "3", .smtpUser, "", .turn("state", switching, keys: ["b"])),
            row("sendclean", "3", .smtpUser, "", .edit(["hourly_limit": "\(60 + round)"])),
            row(
                "sendclean", "4", .trackingDomain, "r\(round).shop.example",
                .make(["domain": "r\(round).shop.example"])),
        ]
        let dmds = [
            row("dmds", "5", .contact, ana, turn("whitelisted", "whitelist", "unwhitelist", ["w"])),
            row("dmds", "5", .contact, ana, .edit(["last_name": "Ruiz \(round)"])),
            row("dmds", ":variables", .variable, "brand", .edit(["value": "Sons \(round)"])),
        ]
        let own = row("embedded", "5", .contact, ana, turn("whitelisted", "whitelist", "unwhitelist", ["w"]))
        // By panes, since each is read anew when it is shown again.
        return [
            own, dmds[0], dmds[0].undone, dmds[1], dyn[0], dyn[1], dyn[2], clean[0], clean[1],
            clean[1].undone,
            dmds[2], dmds[2].undone, dmds[2], dyn[3], dyn[3].undone, clean[2], dyn[4], dyn[4].undone,
            text("One", round), text("One", round).undoneInVain,
        ]
    }

    private static let ops = "ops@shop.example"
    private static let ana = "ana@mail.example"
    private static let switching = Turn(
        off: "disabled", on: "enabled", offAction: "disable", onAction: "enable")

    private static func turn(_ field: FieldID, _ on: String, _ off: String, _ keys: [String]) -> Deed {
        .turn(field, Turn(off: "no", on: "yes", offAction: off, onAction: on), keys: keys)
    }

    private static func row(
        _ platform: String, _ pane: String, _ kind: ResourceKind, _ name: String, _ deed: Deed
    ) -> BoardStep {
        BoardStep(platform: platform, pane: pane, kind: kind, name: name, deed: deed)
    }

    /// A text message that goes out at once.
    private static func text(_ title: String, _ round: Int) -> BoardStep {
        row(
            "smsdrop", "6", .campaign, "\(title) \(round)",
            .make([
                "title": "\(title) \(round)", "sender": "Shop", "text": "Hello \(title) \(round)",
                "audience": "+12065550142",
            ]))
    }

    private func with(_ deed: Deed) -> BoardStep {
        BoardStep(platform: platform, pane: pane, kind: kind, name: name, deed: deed)
    }

    private var undone: BoardStep { with(.undo) }
    private var undoneInVain: BoardStep { with(.undoInVain) }
}
