/// An action as its kind declares it, once for all platforms: what it is called and what is said of it.
///
/// To which rows it can be done, and how, each platform says by a `ResourceAction`.
package struct ActionDescription: Sendable, Hashable {
    /// The verb, unique within the kind: `whitelist`; on the board `contact.whitelist`.
    package let name: String
    /// What a palette line and a question say: `take off the whitelist`.
    package let title: String
    /// One sentence for questions, help and the command line's `--help`.
    package let help: String
    /// As far as no platform says otherwise.
    package let effect: ActionEffect
    /// Other names by which the command line knows it: what keys are called, and what it was called before.
    package let aliases: [String]

    package init(
        _ name: String, title: String? = nil, help: String, effect: ActionEffect = .reversible,
        aliases: [String] = []
    ) {
        self.name = name
        self.title = title ?? name
        self.help = help
        self.effect = effect
        self.aliases = aliases
    }
}

/// How far what an action does can be taken back.
package enum ActionEffect: Sendable, Hashable {
    /// Changes nothing at the platform but what it knows (a check).
    case check
    /// Can be taken back by its opposite.
    case reversible
    /// Destroys, sends or rotates.
    case irreversible
}

/// The actions of a kind that go together: those of one key, or one without a key.
package struct ActionKey: Sendable {
    /// Nil for what is done by name alone.
    package let key: Character?
    /// What the key's hint says: `whitelist`.
    package let title: String
    /// One sentence for the table of keys.
    package let help: String
    /// Of several the first that the row allows is done: a pair of opposites makes a toggle.
    package let actions: [ActionDescription]
    /// Set where the key opens a menu of further keys first.
    package let menu: [ActionKey]

    /// - Parameters:
    ///   - title: nil takes that of the first action.
    ///   - help: nil takes that of the first action.
    package init(
        _ key: Character?, _ actions: ActionDescription..., title: String? = nil, help: String? = nil
    ) {
        self.key = key
        self.title = title ?? actions[0].title
        self.help = help ?? actions[0].help
        self.actions = actions
        menu = []
    }

    package init(_ key: Character, _ title: String, menu: [ActionKey]) {
        self.key = key
        self.title = title
        let letters = menu.map { "\($0.key.map(String.init) ?? "") \($0.title)" }
        help = "Opens a menu: \(letters.joined(separator: ", "))."
        actions = []
        self.menu = menu
    }

    /// Its actions, those of its menu too.
    package var allActions: [ActionDescription] { actions + menu.flatMap(\.allActions) }
}
