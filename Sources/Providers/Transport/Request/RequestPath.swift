/// A path below the base URL; what is interpolated is one segment and is percent-encoded.
///
/// `"contacto/\(address)"` stays one segment whatever the address holds. A slash at the end is kept,
/// one at the beginning is not needed.
package struct RequestPath: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// As it goes on the wire, without the base URL's own path.
    package let encoded: String
    /// An interpolated segment was empty: the call would hit the collection instead of the item.
    package let hasEmptySegment: Bool

    package init(stringLiteral value: String) {
        encoded = value
        hasEmptySegment = false
    }

    package init(stringInterpolation: StringInterpolation) {
        encoded = stringInterpolation.encoded
        hasEmptySegment = stringInterpolation.hasEmptySegment
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var encoded = ""
        fileprivate var hasEmptySegment = false

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            encoded += literal
        }

        package mutating func appendInterpolation(_ segment: String) {
            hasEmptySegment = hasEmptySegment || segment.isEmpty
            // A lone `.` or `..` would climb out of the path.
            let isClimbing = segment == "." || segment == ".."
            encoded +=
                isClimbing
                ? segment.replacing(".", with: "%2E") : PercentEncoding.encode(segment)
        }

        package mutating func appendInterpolation(_ number: Int) {
            encoded += String(number)
        }
    }
}
