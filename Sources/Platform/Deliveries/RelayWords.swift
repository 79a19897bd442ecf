/// What a relay says, as it is kept: no longer than events keep it, and in no other characters than people read.
enum RelayWords {
    static func kept(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(EventDetail.longest).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The same without anybody's address: what is told of a relay outlives the people whom it was about.
    static func withoutAddresses(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var (told, word) = ("", "")
        for character in text + " " {
            guard " <>()[],;:=\"'".contains(character) else {
                word.append(character)
                continue
            }
            told += word.contains("@") ? "…" : word
            told.append(character)
            word = ""
        }
        return String(told.dropLast())
    }
}
