package import FoundationEssentials

/// How a transport stands at one moment, as the process knows it that hands messages over.
package struct TransportFigures: Sendable, Codable, Equatable {
    /// Which other side it is: the URL of a relay.
    package let name: String
    package var state = State.ready
    /// Faults of the other side that have followed one another.
    package var faults = 0
    package var openSessions = 0
    package var busySessions = 0
    /// As many as would be opened if there were work for them.
    package var wantedSessions = 0
    /// Messages that wait for a session.
    package var waiting = 0
    /// Seconds that a message takes of late, from its first command to its last reply; nil before the first.
    package var latency: Double?
    /// Messages that were answered within the last minute.
    package var lastMinute = 0
    /// The newest first, a dozen at most, each as often as it came.
    package var replies: [Reply] = []
    package var measured: Date

    package init(_ name: String, measured: Date) { (self.name, self.measured) = (name, measured) }

    package enum State: Sendable, Codable, Equatable {
        case ready
        /// It is left alone; until a person changes something where no time is told.
        case resting(until: Date?, why: String)
    }

    /// What the other side said, without anybody's address.
    package struct Reply: Sendable, Codable, Equatable {
        /// What it means for the message: `accepted`, `no such person`.
        package let meaning: String
        package let tone: StateWord.Tone
        /// `550 5.1.1 no such user`; the code alone where messages are taken.
        package let text: String
        package var count = 1
        package var last: Date

        package init(_ meaning: String, _ tone: StateWord.Tone, _ text: String, at time: Date) {
            (self.meaning, self.tone, self.text, last) = (meaning, tone, text, time)
        }
    }
}

extension StateWord.Tone: Codable {}

/// What came of trying a transport without sending anything.
package struct TransportCheck: Sendable, Codable, Equatable {
    package let time: Date
    package let who: String
    /// `encrypted, logged in by PLAIN`, or what went wrong.
    package let words: String
    package let isGood: Bool

    package init(time: Date, who: String, words: String, isGood: Bool) {
        (self.time, self.who, self.words, self.isGood) = (time, who, words, isGood)
    }
}
