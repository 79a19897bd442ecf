/// A look for every role, independent of what a terminal can show.
package struct Theme: Hashable, Sendable {
    /// The name in `--theme` and in the configuration.
    package let name: String
    /// The name for people.
    package let title: String
    /// The looks of the roles that the theme names.
    package let roles: [Role: Paint]

    /// A theme from its parts; a role that is not named looks like its fallback.
    package init(name: String, title: String, roles: [Role: Paint]) {
        self.name = name
        self.title = title
        self.roles = roles
    }

    /// The terminal's own colours and nothing but weight and reverse: what is left when no theme can be read.
    package static let bare = Theme(
        name: "bare", title: "Bare", roles: [.selection: Paint(attributes: .reverse)])

    /// The look of `role`: its own, else that of the nearest fallback which the theme names.
    package func paint(for role: Role) -> Paint {
        var candidate: Role? = role
        while let current = candidate {
            if let paint = roles[current] { return paint }
            candidate = current.fallback
        }
        return Paint()
    }
}
