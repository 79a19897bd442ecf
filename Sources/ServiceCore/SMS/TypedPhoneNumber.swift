/// A phone number as people write it: with blanks, brackets, a trunk zero, `+` or `00` or neither.
struct TypedPhoneNumber {
    private let text: String
    /// Whether `+` or `00` says that a country code follows.
    private let isInternational: Bool
    /// All digits after that, without the zero in brackets.
    private let digits: Substring
    /// How many digits stand before a zero in brackets.
    private let zeroPlace: Int?

    /// - Throws: `.invalid` for what holds anything but digits and what people write between them.
    init(_ text: String) throws(ServiceError) {
        self.text = text
        if let odd = text.first(where: {
            !Self.isDigit($0) && !"+()".contains($0) && !Self.separators.contains($0)
        }) {
            throw Self.refusal("“\(text)” is no phone number: “\(odd)” belongs to none.")
        }
        let marks = text.filter { !Self.separators.contains($0) }
        let parts = marks.split(separator: "(0)", omittingEmptySubsequences: false)
        let all = parts.joined(separator: "").filter { $0 != "(" && $0 != ")" }[...]
        let prefix = all.hasPrefix("+") ? 1 : all.hasPrefix("00") ? 2 : 0
        isInternational = prefix > 0
        digits = all.dropFirst(prefix)
        zeroPlace = parts.count > 1 ? parts[0].count(where: Self.isDigit) - (prefix == 2 ? 2 : 0) : nil
        guard parts.count <= 2, text.trimmingBlanks.first != "-", !digits.isEmpty,
            digits.allSatisfy(Self.isDigit)
        else {
            throw Self.refusal("“\(text)” is no phone number.")
        }
    }

    func number() throws(ServiceError) -> String {
        if digits.first == "0" {
            throw isInternational
                ? Self.refusal("“\(text)” is no phone number: no country code begins with 0.") : national
        }
        guard digits.count <= PhoneNumber.lengths.upperBound else { throw refusal("too long") }
        guard digits.count >= PhoneNumber.lengths.lowerBound else { throw refusal("too short") }
        guard let country = CallingCode.of(digits) else {
            throw isInternational
                ? Self.refusal("“\(text)” is no phone number: no country has its code.") : national
        }
        try checkZero(after: country)
        let own = digits.dropFirst(country.code.count)
        guard country.lengths.contains(own.count) else {
            guard isInternational else { throw national }
            let least = country.lengths.lowerBound
            let wanted = country.lengths.count == 1 ? "\(least)" : "\(least) to \(country.lengths.upperBound)"
            throw refusal(
                "\(own.count < least ? "too short" : "too long"): +\(country.code) has \(wanted) digits after it"
            )
        }
        return "+\(digits)"
    }

    /// The zero that is dialled within a country is not part of the number, but in a few where it is.
    private func checkZero(after country: CallingCode) throws(ServiceError) {
        if let zeroPlace {
            guard zeroPlace > 0 else { throw national }
            guard zeroPlace == country.code.count else { throw Self.refusal("“\(text)” is no phone number.") }
            if country.keepsZero {
                throw refusal(
                    "unclear: after +\(country.code) a 0 is part of the number, and stands without brackets")
            }
        }
        guard digits.dropFirst(country.code.count).first == "0", !country.keepsZero else { return }
        throw isInternational ? refusal("wrong: after +\(country.code) the 0 is left out") : national
    }

    private var national: ServiceError { Self.refusal("“\(text)” is a national number without its country.") }

    private func refusal(_ what: String) -> ServiceError {
        Self.refusal("The phone number “\(text)” is \(what).")
    }

    private static func refusal(_ sentence: String) -> ServiceError {
        ServiceError(.invalid, sentence, hint: "Write + and the country code first: +34600112233.")
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// Blanks, dots, slashes and dashes, also those that word processors put in.
    private static let separators: Set<Character> = [
        " ", ".", "-", "/", "\u{a0}", "\u{2009}", "\u{202f}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
    ]
}
