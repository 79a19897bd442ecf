internal import CNcurses
internal import Terminal

/// What ncurses read: a byte of a character, a key that it knows, or something else.
enum RawKey: Hashable {
    case byte(UInt8)
    case key(KeyStroke)
    case pasteStart
    case pasteEnd
    /// A key or notice that has no meaning here.
    case other

    /// Takes the next key; nil where none waits.
    static func read() -> RawKey? {
        var code: UInt32 = 0
        return switch Int(cn_read_key(&code)) {
        case CN_NO_KEY: nil
        case CN_BYTE: .byte(UInt8(truncatingIfNeeded: code))
        case CN_NAMED_KEY: named(Int(code))
        default: .other
        }
    }

    private static func named(_ code: Int) -> RawKey {
        switch code {
        case CN_UP: .key(.up)
        case CN_DOWN: .key(.down)
        case CN_LEFT: .key(.left)
        case CN_RIGHT: .key(.right)
        case CN_HOME: .key(.home)
        case CN_END: .key(.end)
        case CN_PAGE_UP: .key(.pageUp)
        case CN_PAGE_DOWN: .key(.pageDown)
        case CN_INSERT: .key(.insert)
        case CN_DELETE: .key(.delete)
        case CN_BACKSPACE: .key(.backspace)
        case CN_BACK_TAB: .key(.backTab)
        case CN_ENTER: .key(.enter)
        case CN_PASTE_START: .pasteStart
        case CN_PASTE_END: .pasteEnd
        case CN_F1..<(CN_F1 + 12): .key(.function(code - CN_F1 + 1))
        default: .other
        }
    }
}
