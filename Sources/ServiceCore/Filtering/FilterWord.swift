/// What is being typed at a place of a filter line: a field's name, or one of its values.
package struct FilterWord: Equatable, Sendable {
    /// The field whose value it is, as typed; nil while it may still become a field's name.
    package private(set) var field: String?
    /// What stands before the value: a sign such as `>=`, or the `~` of a regular expression.
    package private(set) var sign = ""
    /// The word so far, quotes taken off.
    package private(set) var text = ""
    /// The characters of the line that it takes up, quotes and all.
    package private(set) var range: Range<Int>

    /// - Parameter cursor: the characters before it are read, those behind are not.
    package init(in line: String, at cursor: Int) {
        range = cursor..<cursor
        var isQuoted = false
        var start = 0
        for (place, character) in line.prefix(cursor).enumerated() {
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: text.append(character)
            case _ where character.isWhitespace:
                (field, sign, text, start) = (nil, "", "", place + 1)
            case "-" where field == nil && text.isEmpty && start == place: start = place + 1
            case ":" where field == nil && FilterToken.isFieldName(text):
                (field, text, start) = (text, "", place + 1)
            case "," where field != nil && sign != "~": (text, start) = ("", place + 1)
            case ">", "<", "=", "~":
                guard field != nil, text.isEmpty else { fallthrough }
                sign.append(character)
                start = place + 1
            default: text.append(character)
            }
        }
        range = start..<cursor
    }

    /// A value as it is written in a line: in quotes where it would else be read as several.
    package static func written(_ value: String) -> String {
        let isPlain = !value.contains { $0.isWhitespace || $0 == "," } && value.first != "~"
        return isPlain ? value : "\"\(value)\""
    }
}
