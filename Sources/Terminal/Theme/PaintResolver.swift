/// Works out how a theme's roles look at one depth.
struct PaintResolver {
    let theme: Theme
    let depth: ColourDepth

    func paint(for role: Role) -> ResolvedPaint {
        let own = theme.paint(for: role)
        guard depth > .mono else {
            return ResolvedPaint(attributes: own.attributes.union(role.attributesWithoutColour))
        }
        return legible(own, role)
    }

    /// A look in the nearest colours there are; where the theme's own can be read and those could not, in the nearest that
    /// can, and where nothing near can be read, in the colour of text and told apart by weight.
    private func legible(_ own: Paint, _ role: Role) -> ResolvedPaint {
        let wished = own.foreground ?? base
        let ground = own.background ?? theme.paint(for: .text).background ?? .terminalDefault
        var paint = ResolvedPaint(
            foreground: nearest(wished), background: nearest(ground), attributes: own.attributes)
        guard role.isRead, Legibility.holds(wished.exact, on: ground.exact),
            !Legibility.holds(paint.foreground, on: paint.background)
        else { return paint }
        if let other = nearestLegible(to: wished, on: paint.background) {
            paint.foreground = other
            return paint
        }
        let plain = [nearest(base), .indexed(0), .indexed(15)]
        paint.foreground = plain.first { Legibility.holds($0, on: paint.background) } ?? plain[0]
        paint.attributes.formUnion(role.attributesWithoutColour)
        return paint
    }

    /// What looks like another colour would say something else, so it may not be far.
    private func nearestLegible(to colour: ThemeColour, on ground: ResolvedColour) -> ResolvedColour? {
        guard case .rgb(let exact) = colour else { return nil }
        switch depth {
        case .mono, .trueColour: return nil
        case .ansi16:
            let other = ResolvedColour.indexed(Palette.nearestANSI(to: exact) ^ 8)
            return Legibility.holds(other, on: ground) ? other : nil
        case .indexed256:
            let near = (16..<256).filter { Palette.colours[$0].distance(to: exact) <= 0.1 }
            let legible = near.filter { Legibility.holds(.indexed(UInt8($0)), on: ground) }
            return legible.min {
                Palette.colours[$0].distance(to: exact) < Palette.colours[$1].distance(to: exact)
            }
            .map { .indexed(UInt8($0)) }
        }
    }

    /// The look of `role` under the cursor: the selection's paint over the role's own.
    ///
    /// A selection that only sets a background keeps each role's colour on it. With few colours such a background
    /// would vanish, so there selection is reverse.
    func selectedPaint(for role: Role) -> ResolvedPaint {
        let selection = theme.paint(for: .selection)
        guard depth >= .indexed256, let background = selection.background else {
            var paint = paint(for: role)
            paint.attributes.formSymmetricDifference(.reverse)
            paint.attributes.formUnion(selection.attributes.subtracting(.reverse))
            paint.attributes.remove(.dim)
            return paint
        }
        var own = theme.paint(for: role)
        let isBlock = own.background != nil && role != .text
        if !isBlock { own.background = background }
        if let foreground = selection.foreground, own.foreground ?? base == base {
            own.foreground = foreground
        }
        own.attributes.formUnion(selection.attributes)
        return legible(own, role)
    }

    private var base: ThemeColour { theme.paint(for: .text).foreground ?? .terminalDefault }

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
    /// Whether its cells hold words; else they hold lines and bars, which are only seen.
    package var isRead: Bool {
        switch self {
        case .border, .borderActive, .overlayBorder, .progressDone, .progressRest, .sparkline, .selection:
            false
        default: true
        }
    }

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
