/// Works out how a theme's roles look at one depth.
struct PaintResolver {
    let theme: Theme
    let depth: ColourDepth

    func paint(for role: Role) -> ResolvedPaint {
        let own = theme.paint(for: role)
        let base = theme.paint(for: .text)
        let attributes = own.attributes
        guard depth > .mono else {
            return ResolvedPaint(attributes: attributes.union(role.attributesWithoutColour))
        }
        return ResolvedPaint(
            foreground: nearest(own.foreground ?? base.foreground ?? .terminalDefault),
            background: nearest(own.background ?? base.background ?? .terminalDefault), attributes: attributes
        )
    }

    /// The look of `role` under the cursor: the selection's paint over the role's own.
    ///
    /// A selection that only sets a background keeps each role's colour on it. With few colours such a background
    /// would vanish, so there selection is reverse.
    func selectedPaint(for role: Role) -> ResolvedPaint {
        var paint = paint(for: role)
        let selection = theme.paint(for: .selection)
        guard depth >= .indexed256, let background = selection.background else {
            paint.attributes.formSymmetricDifference(.reverse)
            paint.attributes.formUnion(selection.attributes.subtracting(.reverse))
            paint.attributes.remove(.dim)
            return paint
        }
        let isBlock = theme.paint(for: role).background != nil && role != .text
        if !isBlock { paint.background = nearest(background) }
        if let foreground = selection.foreground, paint.foreground == self.paint(for: .text).foreground {
            paint.foreground = nearest(foreground)
        }
        paint.attributes.formUnion(selection.attributes)
        return paint
    }

    private func nearest(_ colour: ThemeColour) -> ResolvedColour {
        switch (colour, depth) {
        case (.terminalDefault, _), (_, .mono): .terminalDefault
        case (.ansi(let colour), _): .indexed(colour.rawValue)
        case (.indexed(let index), .ansi16) where index >= 16:
            .indexed(Palette.nearestANSI(to: Palette.colours[Int(index)]))
        case (.indexed(let index), .trueColour) where index >= 16: .direct(Palette.colours[Int(index)])
        case (.indexed(let index), _): .indexed(index)
        case (.rgb(let colour), .trueColour): .direct(colour)
        case (.rgb(let colour), .indexed256): .indexed(Palette.nearestIndex(to: colour))
        case (.rgb(let colour), .ansi16): .indexed(Palette.nearestANSI(to: colour))
        }
    }
}

extension Role {
    /// What tells the role apart where there is no colour.
    var attributesWithoutColour: TextAttributes {
        switch self {
        case .title, .key, .accent, .mark, .overlayTitle, .noticeWarning, .changed, .label: .bold
        case .header, .link: .underline
        case .headerActive, .match, .warning, .before: [.bold, .underline]
        case .tabActive, .inputCursor, .progressDone, .badge: .reverse
        case .badgeDanger, .bad, .error, .noticeError: [.bold, .reverse]
        case .input: .underline
        case .dim, .disabled, .hint, .placeholder, .stale, .border: .dim
        default: []
        }
    }
}
