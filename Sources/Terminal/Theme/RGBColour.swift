private import Glibc

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

extension RGBColour {
    /// How different two colours look: the distance in Oklab, 0 for the same, about 1 from black to white.
    ///
    /// - Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
    package func distance(to other: RGBColour) -> Double {
        let (first, second) = (oklab, other.oklab)
        let (lightness, a, b) = (first.lightness - second.lightness, first.a - second.a, first.b - second.b)
        return (lightness * lightness + a * a + b * b).squareRoot()
    }

    /// How colourful it is: 0 for greys, about 0.3 for the purest lights.
    var chroma: Double {
        let lab = oklab
        return (lab.a * lab.a + lab.b * lab.b).squareRoot()
    }

    /// How far the hues are apart, 0 to 2, and the lightness with less weight; only for colours that are no greys.
    ///
    /// With sixteen colours to choose from, a pale red must become red rather than a grey of its lightness.
    func hueDistance(to other: RGBColour) -> Double {
        let (first, second) = (oklab, other.oklab)
        let (a, b) = (first.a / chroma - second.a / other.chroma, first.b / chroma - second.b / other.chroma)
        return (a * a + b * b).squareRoot() + 0.3 * abs(first.lightness - second.lightness)
    }

    /// The contrast of text in one colour on the other, 1 to 21.
    ///
    /// - Source: Web Content Accessibility Guidelines 2.1, "contrast ratio".
    package func contrast(with other: RGBColour) -> Double {
        let lights = [luminance, other.luminance].sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private var luminance: Double {
        let light = linear
        return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    }

    private var linear: (red: Double, green: Double, blue: Double) {
        func light(_ byte: UInt8) -> Double {
            let value = Double(byte) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return (light(red), light(green), light(blue))
    }

    private var oklab: (lightness: Double, a: Double, b: Double) {
        let light = linear
        let long = cbrt(
            0.412_221_470_8 * light.red + 0.536_332_536_3 * light.green + 0.051_445_992_9 * light.blue)
        let middle = cbrt(
            0.211_903_498_2 * light.red + 0.680_699_545_1 * light.green + 0.107_396_956_6 * light.blue)
        let short = cbrt(
            0.088_302_461_9 * light.red + 0.281_718_837_6 * light.green + 0.629_978_700_5 * light.blue)
        return (
            0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short
        )
    }
}
