import ServiceCore

/// What a person does on one platform, one thing after the other.
struct EditScript: Sendable {
    enum Step: Sendable {
        case act(String, ResourceKind, String, [FieldID: String] = [:])
        case make(ResourceKind, [FieldID: String])
        case edit(ResourceKind, String, [FieldID: String])
        case delete(ResourceKind, String)
        /// Takes the last step back, as `u` does.
        case undo
    }

    let platform: String
    let steps: [Step]

    static let all = [dyn, sendClean, dmds, smsdrop]

    private static let dyn = EditScript(
        platform: "dyn",
        steps: [
            .act("seed", .sender, "care@shop.example"), .act("seed", .sender, "news@shop.example"), .undo,
            .act("track-opens", .account, "ops@shop.example"), .undo,
            .act("track-links", .account, "ops@shop.example"),
            .edit(.account, "ops@shop.example", ["company": "Shop & Sons"]), .undo,
            .make(.suppression, ["address": "p1@mail.example"]), .undo,
            .make(.suppression, ["address": "p2@mail.example"]),
            .act("allow", .suppression, "never@mail.example"),
            .make(.sender, ["address": "made@shop.example", "seeding": "no"]),
            .delete(.sender, "made@shop.example"),
        ])

    private static let sendClean = EditScript(
        platform: "sendclean",
        steps: [
            .act("disable", .smtpUser, ""), .undo, .act("disable", .smtpUser, ""),
            .edit(.smtpUser, "", ["hourly_limit": "60"]), .undo,
            .edit(.smtpUser, "", ["hourly_limit": "70", "total_limit": "700"]),
            .make(.trackingDomain, ["domain": "one.shop.example"]), .undo,
            .make(.trackingDomain, ["domain": "two.shop.example"]),
            .make(.smtpUser, ["hourly_limit": "7", "total_limit": "77"]),
            .delete(.trackingDomain, "click.shop.example"),
        ])

    private static let dmds = EditScript(
        platform: "dmds",
        steps: [
            .act("whitelist", .contact, "ana@mail.example"), .undo,
            .act("whitelist", .contact, "ana@mail.example"),
            .edit(.contact, "ana@mail.example", ["first_name": "Ana"]), .undo,
            .edit(.contact, "ana@mail.example", ["last_name": "Ruiz"]),
            .act("unwhitelist", .contact, "ana@mail.example"),
            .act("invalidate", .contact, "ana@mail.example"), .undo,
            .edit(.variable, "brand", ["value": "Sons"]), .undo,
            .edit(.variable, "brand", ["value": "Shop 2"]),
            .make(.variable, ["name": "year", "value": "2026"]), .undo,
            .make(.variable, ["name": "place", "value": "Madrid"]), .delete(.variable, "place"), .undo,
            .make(.group, ["name": "partners"]),
            .make(.contact, ["email": "bo@mail.example", "first_name": "Bo"]),
        ])

    private static let smsdrop = EditScript(
        platform: "smsdrop",
        steps: ["One", "Two", "Three"].map { title in
            .make(
                .campaign,
                [
                    "title": title, "type": "sms-plain", "sender": "Shop", "text": "Hello \(title)",
                    "audience": "+12065550142",
                ])
        })
}

extension EditScript: CustomStringConvertible {
    var description: String { platform }
}
