import ServiceCore

/// Reads a header's list of people: `Ana <ana@x.test>, "Doe, J" <j@x.test>, Team: a@x.test, b@x.test;`.
enum MailboxList {
    /// The addresses alone, in their order; whether they can be sent to is not asked.
    static func addresses(in text: String) -> [String] {
        var reading = Reading()
        for character in text { reading.take(character) }
        reading.endMailbox()
        return reading.addresses
    }

    /// How many at-signs stand outside of quotes and comments; one for each mailbox, where all are well-formed.
    static func signs(in text: String) -> Int {
        var reading = Reading()
        for character in text { reading.take(character) }
        return reading.signs
    }

    private struct Reading {
        private(set) var addresses: [String] = []
        private(set) var signs = 0
        private var plain = ""
        private var bracketed: String?
        private var (isQuoted, isEscaped, isInBrackets) = (false, false, false)
        private var commentDepth = 0

        mutating func take(_ character: Character) {
            if isEscaped { return isEscaped = false }
            switch character {
            case "\\": isEscaped = true
            case "\"" where commentDepth == 0: isQuoted.toggle()
            case _ where isQuoted: break
            case "(": commentDepth += 1
            case ")": commentDepth = max(0, commentDepth - 1)
            case _ where commentDepth > 0: break
            case "@":
                signs += 1
                if isInBrackets { bracketed?.append(character) } else { plain.append(character) }
            case "<": (isInBrackets, bracketed) = (true, "")
            case ">": isInBrackets = false
            case _ where isInBrackets: bracketed?.append(character)
            case ",", ";": endMailbox()
            // What went before is the name of a group.
            case ":": plain = ""
            default: plain.append(character)
            }
        }

        mutating func endMailbox() {
            let address = (bracketed ?? plain).trimmingBlanks
            if !address.isEmpty { addresses.append(address) }
            (plain, bracketed, isInBrackets) = ("", nil, false)
        }
    }
}
