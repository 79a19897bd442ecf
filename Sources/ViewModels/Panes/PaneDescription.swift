package import ServiceCore
package import Terminal

/// One pane as data: what it lists, in which columns, and which keys do what to a row.
package struct PaneDescription: Sendable, Identifiable {
    package let kind: ResourceKind
    /// The dotted first half of its commands' names and the palette's word: `contacts`.
    package let name: String
    package let title: String
    /// 1 to 8 for the panes with a number.
    package let number: Int?
    package let columns: [PaneColumn]
    /// Nil takes the listing's own order.
    package let sort: RowOrder?
    package let quickEdits: [QuickEdit]
    /// Kinds whose rows belong to a row of this one, reached from its detail by `account:` filters.
    package let related: [ResourceKind]
    /// What the pane says when the platform has no row at all.
    package let emptyHint: String
    /// Whether `M` composes a message to its rows.
    package let canCompose: Bool

    package var id: String { name }

    package init(
        _ kind: ResourceKind, name: String, title: String, number: Int? = nil, columns: [PaneColumn],
        sort: RowOrder? = nil, quickEdits: [QuickEdit] = [], related: [ResourceKind] = [],
        emptyHint: String = "n makes one", canCompose: Bool = false
    ) {
        self.kind = kind
        self.name = name
        self.title = title
        self.number = number
        self.columns = columns
        self.sort = sort
        self.quickEdits = quickEdits
        self.related = related
        self.emptyHint = emptyHint
        self.canCompose = canCompose
    }
}

/// A field as a column of a pane.
package struct PaneColumn: Sendable, Hashable {
    package let field: FieldID
    package let title: String
    /// 0 stays, higher numbers are dropped earlier in a narrow window.
    package let priority: Int
    package let minimumWidth: Int
    package let maximumWidth: Int
    package let truncatesMiddle: Bool
    package let isHidden: Bool

    package init(
        _ field: FieldID, _ title: String, priority: Int, width: ClosedRange<Int>, middle: Bool = false,
        hidden: Bool = false
    ) {
        self.field = field
        self.title = title
        self.priority = priority
        minimumWidth = width.lowerBound
        maximumWidth = width.upperBound
        truncatesMiddle = middle
        isHidden = hidden
    }
}

/// A key of a pane that acts on the rows at hand; of several actions the first that the row allows is taken.
package struct QuickEdit: Sendable {
    package let key: KeyStroke
    /// Action names of the kind: a pair of opposites makes a toggle.
    package let actions: [String]
    /// What the hint says: `whitelist`.
    package let title: String
    /// Set where the key opens a menu of further edits first.
    package let menu: [QuickEdit]

    package init(_ key: Character, _ actions: [String], _ title: String) {
        self.key = .character(key)
        self.actions = actions
        self.title = title
        menu = []
    }

    package init(_ key: Character, menu: [QuickEdit], _ title: String) {
        self.key = .character(key)
        actions = []
        self.title = title
        self.menu = menu
    }
}
