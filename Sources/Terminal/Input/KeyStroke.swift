/// One key as it was pressed, with Ctrl and Shift where terminals tell them apart; `"j"` is the key that types it.
package enum KeyStroke: Hashable, Sendable, ExpressibleByExtendedGraphemeClusterLiteral {
    /// A key that types something, blank included; capitals are characters of their own.
    case character(Character)
    /// Ctrl with a lower-case letter or one of `@ \ ] ^ _`; Ctrl-I, Ctrl-M and Ctrl-[ arrive as Tab, Enter and Esc.
    case control(Character)
    /// The arrows.
    case up, down, left, right
    /// The keys that leap within a list or a line.
    case home, end, pageUp, pageDown
    /// The keys that edit.
    case insert, delete, backspace
    /// Tab, and Shift-Tab.
    case tab, backTab
    /// The keys that agree and leave.
    case enter, escape
    /// F1 to F12.
    case function(Int)

    package init(extendedGraphemeClusterLiteral character: Character) { self = .character(character) }
}

extension KeyStroke {
    /// What the key types into a text field; nil for keys that type nothing.
    package var typed: Character? {
        if case .character(let character) = self { character } else { nil }
    }
}
