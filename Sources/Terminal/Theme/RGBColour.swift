/// A colour by the three lights of a screen, 0 to 255 each.
package struct RGBColour: Hashable, Sendable {
    /// The amount of red, green and blue light.
    package let red, green, blue: UInt8

    /// The colour of these lights.
    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The colour written as 0xRRGGBB; higher bits are ignored.
    package init(_ value: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }

    /// 0xRRGGBB.
    package var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}
