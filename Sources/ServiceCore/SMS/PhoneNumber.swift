/// Which texts are numbers that a text message can be sent to (`specs/smsdrop.md` §5).
package enum PhoneNumber {
    /// `+` and 8 to 15 digits from what a person types, nil where it is no such number.
    ///
    /// Blanks, dots, dashes and brackets between digits are dropped; a leading `00` means `+`.
    package static func normalized(_ text: String) -> String? {
        var digits = text.filter { !" .-()/\u{a0}".contains($0) }
        if digits.hasPrefix("+") {
            digits.removeFirst()
        } else if digits.hasPrefix("00") {
            digits.removeFirst(2)
        }
        guard (8...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return "+\(digits)"
    }
}
