/// What may stand as the sender of a text message (`Providers/SMSDrop/WIRE.md` §5).
package enum SMSSender {
    /// - Throws: `.invalid` on `field` where it is neither up to 11 letters and digits nor up to 18 digits.
    package static func check(_ sender: String, field: FieldID) throws(ServiceError) {
        let digits = sender.hasPrefix("+") ? sender.dropFirst() : sender[...]
        if !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) {
            guard digits.utf8.count > 18 else { return }
            throw ServiceError(.invalid, "A sender of digits has at most 18 of them.", field: field)
        }
        let isPlain = sender.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || (48...57).contains($0.value))
        }
        guard isPlain, (1...11).contains(sender.utf8.count) else {
            throw ServiceError(
                .invalid, "“\(sender)” is no sender of a text message.",
                hint: "Write at most 11 letters and digits, or at most 18 digits.", field: field)
        }
    }
}
