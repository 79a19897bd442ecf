/// The colours of xterm's 256, which others imitate; the first sixteen are its defaults and a guess elsewhere.
enum Palette {
    static let colours: [RGBColour] = sixteen + cube + greys

    private static let sixteen: [RGBColour] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map(RGBColour.init)

    private static let cube: [RGBColour] = {
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        return levels.flatMap { red in
            levels.flatMap { green in levels.map { RGBColour(red: red, green: green, blue: $0) } }
        }
    }()

    private static let greys: [RGBColour] = (0..<24).map { step in
        let light = UInt8(8 + 10 * step)
        return RGBColour(red: light, green: light, blue: light)
    }

    /// The one of the cube and the greys that looks nearest; never one of the sixteen, which users change.
    static func nearestIndex(to colour: RGBColour) -> UInt8 {
        nearest(to: colour, among: 16..<256)
    }

    /// The one of the sixteen that looks nearest; a colour keeps its hue and a grey stays grey.
    static func nearestANSI(to colour: RGBColour) -> UInt8 {
        let isColourful = colour.chroma > 0.05
        let indices = (0..<16).filter { (colours[$0].chroma > 0.05) == isColourful }
        guard isColourful else { return nearest(to: colour, among: indices) }
        let best = indices.min { colour.hueDistance(to: colours[$0]) < colour.hueDistance(to: colours[$1]) }
        return UInt8(best ?? 0)
    }

    private static func nearest(to colour: RGBColour, among indices: some Sequence<Int>) -> UInt8 {
        let best = indices.min { colour.distance(to: colours[$0]) < colour.distance(to: colours[$1]) }
        return UInt8(best ?? 0)
    }
}
