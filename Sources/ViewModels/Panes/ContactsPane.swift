import ServiceCore

extension PaneDescription {
    /// The people that accounts send to.
    package static let contacts = PaneDescription(
        Contact.self, name: "contacts", title: "Contacts", number: 5,
        columns: [
            "email", "name", "state", "whitelisted", "groups", "last_event", "last_event_at", "account",
        ],
        related: [.event], canCompose: true)
}
