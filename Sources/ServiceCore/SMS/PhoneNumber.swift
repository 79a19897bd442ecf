/// Which texts are numbers that a text message can be sent to.
package enum PhoneNumber {
    /// The digits of a number, its country code among them (`Providers/SMSDrop/WIRE.md` §5).
    static let lengths = 8...15

    /// `+` and 8 to 15 digits, nil where a text is no such number: the rule of the wires, which know no countries.
    ///
    /// Blanks, dots, dashes and brackets between digits are dropped; a leading `00` means `+`.
    package static func normalized(_ text: String) -> String? {
        var digits = text.filter { !" .-()/\u{a0}".contains($0) }
        if digits.hasPrefix("+") {
            digits.removeFirst()
        } else if digits.hasPrefix("00") {
            digits.removeFirst(2)
        }
        guard lengths.contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return "+\(digits)"
    }

    /// `+`, a country code and a number that its country can have, from what a person types.
    ///
    /// - Throws: `.invalid` with what is wrong with it.
    package static func typed(_ text: String) throws(ServiceError) -> String {
        try TypedPhoneNumber(text).number()
    }

    /// The form in which a number is looked for that may have come from a person or by a wire.
    package static func sought(_ text: String) -> String? { (try? typed(text)) ?? normalized(text) }
}

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
